import type { Rooms } from './keys.ts';
import type { Audience } from './language.ts';

type Room = keyof Rooms;

/** The words that the pages and mails of each audience say: a language that speaks to them brings these rooms whole. */
export const roomsOf = {
	guests: ['agenda', 'certificates', 'form', 'invitations', 'landing', 'people', 'ui'],
	speakers: ['agenda', 'form', 'people', 'talks', 'ui'],
	door: ['door', 'form', 'ui'],
	organisers: [
		'agenda',
		'certificates',
		'changes',
		'conference',
		'door',
		'form',
		'guests',
		'invitations',
		'landing',
		'mail',
		'organise',
		'people',
		'projects',
		'sample',
		'talks',
		'ui'
	]
} as const satisfies Record<Audience, readonly Room[]>;

/** The words of a language that speaks to these audiences, every message of each of their rooms. */
export type WordsFor<Audiences extends Audience> = {
	[Needed in (typeof roomsOf)[Audiences][number]]: Record<keyof Rooms[Needed], string>;
};
