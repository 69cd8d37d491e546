import type { OrganisationName } from './organisations.ts';

export interface SampleProject {
	key: string;
	title: string;
	acronym: string;
	programme: 'erasmus-plus' | 'nordplus' | 'leonardo-da-vinci';
	action: string;
	code: string;
	startsOn: string;
	endsOn: string;
	summary: string;
	partners: { organisation: OrganisationName; role: 'coordinator' | 'partner' | 'host' }[];
	countries: string[];
}

/** Made-up grants in the programmes that the school took part in; `Y` in a code or day is the conference's year. */
export const projects: SampleProject[] = [
	{
		key: 'sem',
		title: 'Social entrepreneurship at schools',
		acronym: 'SEM@SCHOOLS',
		programme: 'erasmus-plus',
		action: 'KA220-VET',
		code: '{Y-2}-1-LV01-KA220-VET-000012345',
		startsOn: '{Y-2}-09-01',
		endsOn: '{Y}-05-31',
		summary:
			'Learners of six schools found small companies that serve their town, and teachers wrote down how. Closes at this conference.',
		partners: [
			{ organisation: 'school', role: 'coordinator' },
			{ organisation: 'elia', role: 'partner' },
			{ organisation: 'laka', role: 'partner' },
			{ organisation: 'olivo', role: 'partner' },
			{ organisation: 'cesnja', role: 'partner' },
			{ organisation: 'tarm', role: 'partner' }
		],
		countries: []
	},
	{
		key: 'learners',
		title: 'Skills without borders: placements for learners',
		acronym: 'Skills without borders',
		programme: 'erasmus-plus',
		action: 'KA121-VET',
		code: '{Y-1}-1-LV01-KA121-VET-000023456',
		startsOn: '{Y-1}-06-01',
		endsOn: '{Y}-08-31',
		summary:
			'Carpenters, cooks and mechanics work for two to four weeks in companies abroad, and compare how the same trade is done.',
		partners: [
			{ organisation: 'school', role: 'coordinator' },
			{ organisation: 'gruen', role: 'host' },
			{ organisation: 'zejtuna', role: 'host' },
			{ organisation: 'oliveira', role: 'host' },
			{ organisation: 'cempres', role: 'host' }
		],
		countries: ['SK']
	},
	{
		key: 'staff',
		title: 'Teachers learn too: courses and job shadowing',
		acronym: 'Teachers learn too',
		programme: 'erasmus-plus',
		action: 'KA121-SCH',
		code: '{Y-1}-1-LV01-KA121-SCH-000034567',
		startsOn: '{Y-1}-06-01',
		endsOn: '{Y}-08-31',
		summary:
			'Courses and seminars for teachers in Germany, Austria, the United Kingdom, Malta, Spain and Greece.',
		partners: [
			{ organisation: 'school', role: 'coordinator' },
			{ organisation: 'linz', role: 'host' },
			{ organisation: 'thornbury', role: 'host' },
			{ organisation: 'naranjo', role: 'host' }
		],
		countries: ['DE', 'MT', 'GR']
	},
	{
		key: 'wood',
		title: 'Wood in the north: carpentry between tradition and machine',
		acronym: 'Wood in the north',
		programme: 'nordplus',
		action: 'Nordplus Junior',
		code: 'NPJR-{Y-1}/10412',
		startsOn: '{Y-1}-08-15',
		endsOn: '{Y}-07-31',
		summary:
			'Three schools exchange classes for a week each and build one piece of furniture together.',
		partners: [
			{ organisation: 'school', role: 'coordinator' },
			{ organisation: 'jarve', role: 'partner' },
			{ organisation: 'lahti', role: 'partner' },
			{ organisation: 'nemunas', role: 'partner' }
		],
		countries: []
	},
	{
		key: 'adults',
		title: 'Back to the bench: adults return to a trade',
		acronym: 'Back to the bench',
		programme: 'nordplus',
		action: 'Nordplus Adult',
		code: 'NPAD-{Y-2}/10227',
		startsOn: '{Y-2}-09-01',
		endsOn: '{Y-1}-12-31',
		summary: 'How schools teach people who left a trade twenty years ago and come back to it.',
		partners: [
			{ organisation: 'lahti', role: 'coordinator' },
			{ organisation: 'school', role: 'partner' },
			{ organisation: 'nemunas', role: 'partner' }
		],
		countries: []
	},
	{
		key: 'green',
		title: 'Green workshop: less waste in vocational schools',
		acronym: 'Green workshop',
		programme: 'erasmus-plus',
		action: 'KA210-VET',
		code: '{Y-1}-2-NL01-KA210-VET-000045678',
		startsOn: '{Y-1}-03-01',
		endsOn: '{Y+1}-02-28',
		summary: 'A small partnership that weighs what workshops throw away, and halves it.',
		partners: [
			{ organisation: 'veld', role: 'coordinator' },
			{ organisation: 'school', role: 'partner' },
			{ organisation: 'ruzova', role: 'partner' },
			{ organisation: 'lipa', role: 'partner' }
		],
		countries: []
	},
	{
		key: 'first',
		title: 'First steps abroad',
		acronym: 'First steps abroad',
		programme: 'leonardo-da-vinci',
		action: 'Mobility',
		code: 'LV/00/PL/0117',
		startsOn: '2000-09-01',
		endsOn: '2001-06-30',
		summary: 'The school’s first project, kept for the record: ten learners in two companies.',
		partners: [
			{ organisation: 'school', role: 'coordinator' },
			{ organisation: 'gruen', role: 'host' }
		],
		countries: []
	}
];
