import type { OrganisationName } from './organisations.ts';

export interface SampleGuest {
	name: string;
	email: string;
	organisation: OrganisationName;
	role: 'guest' | 'partner' | 'learner' | 'parent';
	/** Undefined: has not answered yet. */
	answer: 'yes' | 'no' | 'maybe' | undefined;
	companions: string[];
}

/** Sixty made-up people: name, address, organisation, role, answer, companions. */
const table = `
Kristīne Žagare | kristine.zagare@agentura.example | agency | guest | yes
Līga Krūmiņa | liga.krumina@ezermala.example | school | guest | maybe
Ģirts Šķēle | girts.skele@ezermala.example | school | guest | yes
Ilze Vanaga | ilze.vanaga@ezermala.example | school | guest | –
Ņina Vasiļjeva | nina.vasiljeva@ezermala.example | school | guest | –
Ļubova Ķirse | lubova.kirse@ezermala.example | school | guest | yes
Jānis Kalniņš | janis.kalnins@ezermala.example | school | guest | maybe
Artūrs Šķēle | arturs.skele@ezermala.example | school | guest | yes
Mārtiņš Čakls | martins.cakls@ezermala.example | school | guest | –
Dace Ēriksone | dace.eriksone@ezermala.example | school | guest | –
Žanis Krūmiņš | zanis.krumins@ezermala.example | school | guest | yes
Zane Ozoliņa | zane.ozolina@ezermala.example | school | guest | no
Edgars Bērziņš | edgars.berzins@ezermala.example | school | guest | yes
Elīna Liepa | elina.liepa@ezermala.example | school | guest | yes
Raivis Zariņš | raivis.zarins@ezermala.example | school | learner | –
Anete Upeniece | anete.upeniece@ezermala.example | school | learner | yes
Uldis Grāvītis | uldis.gravitis@galdnieks.example | baltija | partner | yes | Ieva Grāvīte
Inga Ķēniņa | inga.kenina@agentura.example | agency | guest | yes
Pēteris Āboliņš | peteris.abolins@galdnieks.example | baltija | partner | no
Marta Jansone | marta.jansone@ezermala.example | school | learner | yes
Olga Petrova | olga.petrova@ezermala.example | school | parent | yes | Ņikita Petrovs
Viktors Daukste | viktors.daukste@ezermala.example | school | guest | –
Sanita Mežule | sanita.mezule@ezermala.example | school | guest | –
Rihards Ūdris | rihards.udris@ezermala.example | school | learner | maybe
Jüri Põld | juri.pold@jarve.example | jarve | partner | yes
Ülle Saar | ulle.saar@jarve.example | jarve | partner | no
Kärt Mägi | kart.magi@jarve.example | jarve | partner | yes
Rūta Žemaitytė | ruta.zemaityte@nemunas.example | nemunas | partner | maybe
Jonas Šimkus | jonas.simkus@nemunas.example | nemunas | partner | –
Małgorzata Dąbrowska | malgorzata.dabrowska@laka.example | laka | partner | –
Paweł Źrebiec | pawel.zrebiec@laka.example | laka | partner | yes
Aino Mäkelä | aino.makela@metsalampi.example | lahti | partner | yes
Väinö Hämäläinen | vaino.hamalainen@metsalampi.example | lahti | partner | yes
Sofie Öllinger | sofie.ollinger@donauufer.example | linz | partner | –
Zdeňka Růžičková | zdenka.ruzickova@ruzova.example | ruzova | partner | yes
Řehoř Čížek | rehor.cizek@ruzova.example | ruzova | partner | –
Đurđica Horvat | durdica.horvat@cempres.example | cempres | partner | –
Špela Kovačič | spela.kovacic@cesnja.example | cesnja | partner | yes
Žiga Šuštar | ziga.sustar@cesnja.example | cesnja | partner | yes
Ľubica Kráľová | lubica.kralova@lipa.example | lipa | partner | –
Ďuro Štefánik | duro.stefanik@lipa.example | lipa | partner | yes
João Conceição | joao.conceicao@oliveira.example | oliveira | partner | yes
Ελένη Παπαδοπούλου | eleni.papadopoulou@elia.example | elia | partner | –
Γιώργος Δημητρίου | giorgos.dimitriou@elia.example | elia | partner | yes
Begoña Núñez | begona.nunez@naranjo.example | naranjo | partner | no
Íñigo Peña | inigo.pena@naranjo.example | naranjo | partner | –
Siân Llewelyn | sian.llewelyn@thornfield.example | thornbury | partner | yes | Huw Llewelyn, Cerys Llewelyn
Oliver Marsh | oliver.marsh@thornfield.example | thornbury | partner | yes
Daniël in ’t Veld | daniel.intveld@veld.example | veld | partner | yes
Maaike van der Zee | maaike.vanderzee@veld.example | veld | partner | –
Björn Groß | bjorn.gross@muehlgruen.example | gruen | partner | yes
Käthe Müller-Lüdenscheidt | kathe.muller-ludenscheidt@muehlgruen.example | gruen | partner | no
Niccolò D’Angelo | niccolo.dangelo@olivo.example | olivo | partner | –
Ștefan Bălănescu | stefan.balanescu@tarm.example | tarm | partner | maybe
Ioana Țurcanu | ioana.turcanu@tarm.example | tarm | partner | yes
Άννα Χριστοδούλου | anna.christodoulou@lefki.example | lefkara | partner | –
Marija Żammit | marija.zammit@zejtuna.example | zejtuna | partner | yes
Ġorġ Ħalil | gorg.halil@zejtuna.example | zejtuna | partner | maybe
Nora Sørensen | nora.sorensen@metsalampi.example | lahti | partner | –
Aleksander Łoś | aleksander.los@laka.example | laka | partner | yes
`;

export const guests: SampleGuest[] = table
	.trim()
	.split('\n')
	.map((row) => {
		const [name = '', email = '', organisation, role, answer, companions] = row.split(' | ');
		return {
			name,
			email,
			organisation: organisation as OrganisationName,
			role: role as SampleGuest['role'],
			answer: answer === '–' ? undefined : (answer as SampleGuest['answer']),
			companions: companions ? companions.split(', ') : []
		};
	});
