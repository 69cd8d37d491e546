import type { TalkLanguage } from '#lib/talks/talk.ts';

export interface SampleTalk {
	title: string;
	abstract: string;
	/** Names as in guests.ts; the first is the author. */
	speakers: string[];
	project: string | null;
	format: 'talk' | 'workshop' | 'panel';
	minutes: number;
	language: TalkLanguage;
	needs?: string;
	state: 'draft' | 'submitted' | 'accepted' | 'confirmed' | 'declined';
	note?: string;
	/** Where it stands in the published agenda: room and wall-clock time. */
	place?: { room: string; at: string };
}

export const talks: SampleTalk[] = [
	{
		title: 'Six schools, six small companies: what SEM@SCHOOLS leaves behind',
		abstract:
			'In two years learners of six schools founded a repair café, a lunch kitchen, a bicycle workshop and three more. We show what they earned, whom they served, and which of them will still be open next year.\n\nThe handbook is free for every school.',
		speakers: ['Zane Ozoliņa', 'Ελένη Παπαδοπούλου'],
		project: 'sem',
		format: 'talk',
		minutes: 30,
		language: 'en',
		needs: 'Projector and sound for a short film',
		state: 'confirmed',
		place: { room: 'Aula', at: '10:00' }
	},
	{
		title: 'How a learner’s idea becomes a company',
		abstract:
			'A workshop with the cards that our learners used. Bring an idea, however small; leave with the first three steps.',
		speakers: ['Edgars Bērziņš', 'Niccolò D’Angelo'],
		project: 'sem',
		format: 'workshop',
		minutes: 60,
		language: 'en',
		needs: 'Tables for six groups',
		state: 'confirmed',
		place: { room: 'Darbnīca', at: '11:30' }
	},
	{
		title: 'Four weeks in Mühlgrün: the same trade, another bench',
		abstract:
			'Two learners and their tutor compare a carpenter’s day at home and in Germany: hours, tools, safety, pay and the coffee break.',
		speakers: ['Raivis Zariņš', 'Björn Groß'],
		project: 'learners',
		format: 'talk',
		minutes: 30,
		language: 'en',
		state: 'confirmed',
		place: { room: 'Aula', at: '11:30' }
	},
	{
		title: 'Prakse Maltā: virtuve, valoda un vasara',
		abstract:
			'Trīs nedēļas viesnīcas virtuvē Maltā. Ko iemācījos gatavot, ko – saprast, un ko nākamreiz darītu citādi.',
		speakers: ['Anete Upeniece'],
		project: 'learners',
		format: 'talk',
		minutes: 20,
		language: 'lv',
		state: 'confirmed',
		place: { room: 'Aula', at: '12:05' }
	},
	{
		title: 'Language across the workshop: a course in Austria',
		abstract:
			'Ten small methods to teach a trade in a language that nobody in the room speaks well. Tried on forty learners since.',
		speakers: ['Līga Krūmiņa'],
		project: 'staff',
		format: 'talk',
		minutes: 30,
		language: 'en',
		state: 'confirmed',
		place: { room: 'Bibliotēka', at: '11:30' }
	},
	{
		title: 'Ēnojot kolēģus Vācijā: duālā izglītība bez ilūzijām',
		abstract:
			'Piecas dienas skolā un uzņēmumā. Kas duālajā sistēmā patiešām darbojas, kas tikai izskatās labi, un ko varam ieviest jau rudenī.',
		speakers: ['Ģirts Šķēle'],
		project: 'staff',
		format: 'talk',
		minutes: 30,
		language: 'lv',
		state: 'confirmed',
		place: { room: 'Bibliotēka', at: '12:05' }
	},
	{
		title: 'One chair, four countries',
		abstract:
			'Four classes built one chair: seat, legs, back and finish each in another school. It stands in the hall; please sit on it.',
		speakers: ['Mārtiņš Čakls', 'Jüri Põld', 'Väinö Hämäläinen'],
		project: 'wood',
		format: 'talk',
		minutes: 30,
		language: 'en',
		needs: 'Space for the chair',
		state: 'confirmed',
		place: { room: 'Aula', at: '14:00' }
	},
	{
		title: 'Coming back to a trade at forty-five',
		abstract:
			'What adults need from a school that is built for sixteen-year-olds: evenings, patience, and a say in the order of things.',
		speakers: ['Aino Mäkelä', 'Rūta Žemaitytė'],
		project: 'adults',
		format: 'talk',
		minutes: 30,
		language: 'en',
		state: 'confirmed',
		place: { room: 'Bibliotēka', at: '14:00' }
	},
	{
		title: 'Weighing the bin: a waste audit for your workshop',
		abstract:
			'We weigh, sort and count what one lesson throws away, and fill in the sheet that seven schools now use.',
		speakers: ['Sanita Mežule', 'Daniël in ’t Veld'],
		project: 'green',
		format: 'workshop',
		minutes: 60,
		language: 'en',
		needs: 'A kitchen scale, gloves',
		state: 'accepted',
		place: { room: 'Darbnīca', at: '14:00' }
	},
	{
		title: 'What partners wish you knew before you write to them',
		abstract: 'Five partner schools answer, honestly, what makes them say yes to a project.',
		speakers: ['Małgorzata Dąbrowska', 'Špela Kovačič', 'Siân Llewelyn'],
		project: null,
		format: 'panel',
		minutes: 45,
		language: 'en',
		state: 'confirmed',
		place: { room: 'Aula', at: '14:35' }
	},
	{
		title: 'Teaching in Greece: five days at a technical lyceum',
		abstract: 'A teacher’s diary with pictures, and the lesson plan to take home.',
		speakers: ['Jānis Kalniņš'],
		project: 'staff',
		format: 'talk',
		minutes: 20,
		language: 'en',
		state: 'submitted'
	},
	{
		title: 'Kursi Spānijā: projektu mācīšanās metode',
		abstract: 'Nedēļa kursos un viens semestris, kurā metodi izmēģinājām ar automehāniķiem.',
		speakers: ['Ļubova Ķirse'],
		project: 'staff',
		format: 'talk',
		minutes: 20,
		language: 'lv',
		state: 'submitted'
	},
	{
		title: 'Our booth at the fair',
		abstract: 'We would like to show our products.',
		speakers: ['Pēteris Āboliņš'],
		project: null,
		format: 'talk',
		minutes: 15,
		language: 'en',
		state: 'declined',
		note: 'Thank you! A table in the foyer suits this better than a talk; it is reserved for you.'
	},
	{
		title: 'Seminar in Malta: digital tools for vocational teachers',
		abstract: '',
		speakers: ['Ņina Vasiļjeva'],
		project: 'staff',
		format: 'talk',
		minutes: 20,
		language: 'en',
		state: 'draft'
	}
];
