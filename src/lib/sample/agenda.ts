import type { LocalizedText } from '#lib/platform/languages.ts';

export const rooms = [
	{ name: 'Aula', capacity: 180 },
	{ name: 'Bibliotēka', capacity: 45 },
	{ name: 'Darbnīca', capacity: 24 },
	{ name: 'Vestibils', capacity: 120 }
];

/** The items of the day besides talks, in wall-clock times. */
export const occasions: {
	kind: 'break' | 'ceremony' | 'other';
	title: LocalizedText;
	room: string;
	at: string;
	minutes: number;
}[] = [
	{
		kind: 'other',
		title: { en: 'Registration and coffee', lv: 'Reģistrācija un kafija' },
		room: 'Vestibils',
		at: '08:45',
		minutes: 45
	},
	{
		kind: 'ceremony',
		title: { en: 'Opening', lv: 'Atklāšana' },
		room: 'Aula',
		at: '09:30',
		minutes: 30
	},
	{
		kind: 'break',
		title: { en: 'Coffee, and the projects’ posters', lv: 'Kafija un projektu stendi' },
		room: 'Vestibils',
		at: '10:40',
		minutes: 45
	},
	{
		kind: 'break',
		title: { en: 'Lunch cooked by our learners', lv: 'Audzēkņu gatavotas pusdienas' },
		room: 'Vestibils',
		at: '12:45',
		minutes: 70
	},
	{
		kind: 'ceremony',
		title: {
			en: 'Certificates and Europass Mobility documents are handed over',
			lv: 'Apliecību un Europass Mobilitātes apliecinājumu pasniegšana'
		},
		room: 'Aula',
		at: '15:30',
		minutes: 45
	},
	{
		kind: 'ceremony',
		title: { en: 'Closing words and the photograph', lv: 'Noslēguma vārdi un kopīga fotogrāfija' },
		room: 'Aula',
		at: '16:15',
		minutes: 15
	}
];
