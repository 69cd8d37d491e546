import { languages } from '#lib/platform/languages.ts';
import { folders } from '#messages/languages.ts';

/** How guest lists are written in each language that the app speaks, in the order in which it offers them. */
export const vocabulary = await Promise.all(
	languages.map(async (language) => ({
		language,
		...(await folders[language].guestLists()).default
	}))
);
