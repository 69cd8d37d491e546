import type { GuestListWords } from '../language.ts';

export default {
	headings: {
		name: [
			'vardas pavarde',
			'pavarde vardas',
			'vardas ir pavarde',
			'pavarde ir vardas',
			'dalyvio vardas pavarde',
			'dalyvio vardas ir pavarde',
			'svecio vardas ir pavarde',
			'dalyvis',
			'dalyve',
			'dalyviai',
			'svecias',
			'asmuo'
		],
		firstName: ['vardas', 'vardai'],
		lastName: ['pavarde', 'pavardes'],
		email: [
			'el pastas',
			'el pasto adresas',
			'el p',
			'el adresas',
			'elektroninis adresas',
			'elektroninis pastas',
			'elektroninio pasto adresas',
			'e pastas',
			'e pasto adresas',
			'pastas'
		],
		organisation: [
			'organizacija',
			'organizacijos pavadinimas',
			'istaiga',
			'istaigos pavadinimas',
			'mokykla',
			'mokykla istaiga',
			'mokyklos pavadinimas',
			'mokymo istaiga',
			'svietimo istaiga',
			'institucija',
			'imone',
			'darboviete',
			'darbo vieta',
			'imones pavadinimas',
			'atstovaujama organizacija',
			'atstovaujama istaiga',
			'siunciancioji organizacija',
			'siunciancioji istaiga',
			'siuncianti organizacija'
		],
		address: [
			'adresas',
			'pasto adresas',
			'organizacijos adresas',
			'istaigos adresas',
			'mokyklos adresas'
		],
		country: ['salis', 'salies kodas', 'valstybe'],
		language: ['kalba', 'bendravimo kalba', 'pageidaujama kalba'],
		role: ['vaidmuo', 'statusas', 'pareigos']
	},
	roles: {
		guest: [
			'svecias',
			'viesnia',
			'dalyvis',
			'dalyve',
			'mokytojas',
			'mokytoja',
			'direktorius',
			'direktore'
		],
		speaker: ['pranesejas', 'praneseja', 'lektorius', 'lektore'],
		partner: ['partneris', 'partnere'],
		learner: [
			'mokinys',
			'mokine',
			'moksleivis',
			'moksleive',
			'studentas',
			'studente',
			'besimokantysis',
			'besimokancioji'
		],
		parent: ['tevas', 'motina', 'mama', 'globejas', 'globeja'],
		organiser: ['organizatorius', 'organizatore']
	},
	countries: {
		anglija: 'GB',
		skotija: 'GB',
		velsas: 'GB',
		'siaures airija': 'GB',
		'didzioji britanija': 'GB',
		'cekijos respublika': 'CZ',
		'slovakijos respublika': 'SK',
		olandija: 'NL',
		jav: 'US',
		'jungtines amerikos valstijos': 'US',
		sakartvelas: 'GE'
	},
	calledAs: ['lit', 'liet'],
	homes: ['LT']
} satisfies GuestListWords;
