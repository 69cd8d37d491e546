import type { OrganisationName } from './organisations.ts';

export interface SampleMobility {
	project: string;
	person: string;
	host: OrganisationName;
	activity: 'job-shadowing' | 'teaching' | 'course' | 'placement' | 'skills-competition' | 'group';
	/** Days before the conference on which it began, and its length in days. */
	daysBefore: number;
	days: number;
}

/** Eighteen mobilities of one school year: project, person, host, activity, days before the conference, length. */
const table = `
staff | Līga Krūmiņa | linz | course | 240 | 7
staff | Ģirts Šķēle | gruen | job-shadowing | 200 | 5
staff | Ilze Vanaga | thornbury | course | 190 | 10
staff | Ņina Vasiļjeva | zejtuna | course | 180 | 7
staff | Ļubova Ķirse | naranjo | course | 120 | 7
staff | Jānis Kalniņš | elia | teaching | 90 | 5
staff | Dace Ēriksone | thornbury | job-shadowing | 75 | 4
learners | Raivis Zariņš | gruen | placement | 110 | 28
learners | Anete Upeniece | zejtuna | placement | 110 | 21
learners | Rihards Ūdris | oliveira | placement | 105 | 21
learners | Marta Jansone | cempres | placement | 80 | 28
learners | Artūrs Šķēle | gruen | skills-competition | 60 | 3
sem | Zane Ozoliņa | elia | group | 210 | 5
sem | Edgars Bērziņš | olivo | group | 150 | 5
sem | Elīna Liepa | cesnja | group | 70 | 5
wood | Mārtiņš Čakls | jarve | group | 230 | 6
wood | Viktors Daukste | lahti | group | 100 | 6
green | Sanita Mežule | veld | job-shadowing | 45 | 3
`;

export const mobilities: SampleMobility[] = table
	.trim()
	.split('\n')
	.map((row) => {
		const [project = '', person = '', host, activity, daysBefore, days] = row.split(' | ');
		return {
			project,
			person,
			host: host as OrganisationName,
			activity: activity as SampleMobility['activity'],
			daysBefore: Number(daysBefore),
			days: Number(days)
		};
	});
