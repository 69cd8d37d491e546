import type { LanguageFolder } from '../language.ts';
import { dates } from './dates.ts';

export default {
	name: 'Lietuviškai',
	locale: 'lt-LT',
	audiences: ['guests', 'speakers'],
	dates,
	words: () => import('./words.ts'),
	guestLists: () => import('./guest-lists.ts')
} satisfies LanguageFolder;
