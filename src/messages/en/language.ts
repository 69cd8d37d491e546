import type { LanguageFolder } from '../language.ts';
import { dates } from './dates.ts';

export default {
	name: 'English',
	locale: 'en-GB',
	audiences: ['guests', 'speakers', 'door', 'organisers'],
	dates,
	words: () => import('./words.ts'),
	guestLists: () => import('./guest-lists.ts')
} satisfies LanguageFolder;
