/** Made-up schools and companies, one for each country the school worked with. */
export const organisations = {
	school: { name: 'Ezermalas arodskola', country: 'LV', address: 'Ezera iela 12, Ezermala' },
	agency: { name: 'Starptautisko projektu aģentūra', country: 'LV', address: 'Torņa iela 3, Rīga' },
	baltija: { name: 'SIA Baltijas galdnieks', country: 'LV', address: 'Mežu iela 40, Ezermala' },
	jarve: { name: 'Järve Kutsekool', country: 'EE', address: 'Järve 7, Tamme' },
	nemunas: { name: 'Nemuno profesinė mokykla', country: 'LT', address: 'Upės g. 5, Pagiriai' },
	laka: { name: 'Zespół Szkół Łąka', country: 'PL', address: 'ul. Łąkowa 9, Łąka' },
	lahti: { name: 'Metsälammen ammattiopisto', country: 'FI', address: 'Lammentie 2, Metsälampi' },
	linz: { name: 'Berufsschule Donauufer', country: 'AT', address: 'Uferweg 14, Donauau' },
	ruzova: { name: 'SOŠ Růžová', country: 'CZ', address: 'Růžová 21, Lipník' },
	cempres: { name: 'Srednja škola Čempres', country: 'HR', address: 'Primorska 3, Lovran' },
	cesnja: { name: 'Šolski center Češnja', country: 'SI', address: 'Šolska 8, Češnjica' },
	lipa: { name: 'Stredná odborná škola Lipa', country: 'SK', address: 'Lipová 17, Podhorie' },
	oliveira: {
		name: 'Escola Profissional da Oliveira',
		country: 'PT',
		address: 'Rua Nova 30, Vale'
	},
	elia: { name: '1ο ΕΠΑΛ Ελιάς', country: 'GR', address: 'Οδός Ελαιώνα 4, Ελιά' },
	naranjo: { name: 'IES El Naranjo', country: 'ES', address: 'Calle Mayor 11, Naranjal' },
	thornbury: { name: 'Thornfield College', country: 'GB', address: '2 Mill Lane, Thornfield' },
	veld: { name: 'ROC ’t Veld', country: 'NL', address: 'Veldweg 60, Weidehoek' },
	gruen: { name: 'Berufskolleg Mühlgrün', country: 'DE', address: 'Mühlstraße 1, Mühlgrün' },
	olivo: { name: 'Istituto dell’Olivo', country: 'IT', address: 'Via dell’Olivo 6, Collina' },
	tarm: { name: 'Colegiul Tehnic Țărm', country: 'RO', address: 'Str. Portului 19, Țărm' },
	lefkara: { name: 'Τεχνική Σχολή Λευκής', country: 'CY', address: 'Λεωφόρος Λευκής 10, Λευκή' },
	zejtuna: { name: 'Kulleġġ Żejtuna', country: 'MT', address: 'Triq iż-Żebbuġ 5, Żejtuna' }
} as const;

export type OrganisationName = keyof typeof organisations;
