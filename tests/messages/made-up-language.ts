import type { Language } from '#lib/platform/languages.ts';
import type { CalendarDay, LanguageFolder, Words } from '#messages/language.ts';
import { fallback, folders } from '#messages/languages.ts';

/** A code that ISO 639-2 leaves to local use: no language of the world has it. */
export const madeUp = 'qaa' as string as Language;

const numbers = ({ year, month, date }: CalendarDay) => `${date}/${month}/${year}`;

/** The fallback's words, each between marks that it never has. */
async function words(): Promise<{ default: Words }> {
	const rooms: Words = (await folders[fallback].words()).default;
	const marked = Object.entries(rooms).map(([room, messages]) => [
		room,
		Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, `‹${text}›`]))
	]);
	return { default: Object.fromEntries(marked) as Words };
}

const folder: LanguageFolder = {
	name: 'Qaaqaa',
	locale: 'fi-FI',
	audiences: ['guests', 'speakers'],
	dates: {
		day: (one, dayCase) => `${dayCase} ${numbers(one)}`,
		dayLong: (one, dayCase) => `${dayCase} ${numbers(one)} (${one.weekday})`,
		dayOfYear: ({ month, date }) => `${date}/${month}`,
		range: (first, last) => `${numbers(first)} to ${numbers(last)}`,
		at: (day, time) => `${day} at ${time}`
	},
	words,
	guestLists: () =>
		Promise.resolve({
			default: {
				headings: {
					name: ['qanimi'],
					firstName: ['qani'],
					lastName: ['qami'],
					email: ['qamail'],
					organisation: ['qorg'],
					address: ['qadar'],
					country: ['qaland'],
					language: ['qaling'],
					role: ['qarol']
				},
				roles: {
					guest: ['qaguest'],
					speaker: ['qaspeaker'],
					partner: ['qapartner'],
					learner: ['qalearner'],
					parent: ['qaparent'],
					organiser: ['qaorganiser']
				},
				countries: { qaistan: 'SK' },
				calledAs: ['qa'],
				homes: ['SK']
			}
		})
};

// Import this module before any other: what is made from the list of languages is made when it is first read.
Object.assign(folders, { [madeUp]: folder });
