import type { FallbackWords } from './languages.ts';

/** Every room of words there is, with its messages: those of the fallback, that other languages must match. */
export type Rooms = FallbackWords;

/** Every message there is, as `room.key`. */
export type MessageKey = {
	[Room in keyof Rooms & string]: `${Room}.${keyof Rooms[Room] & string}`;
}[keyof Rooms & string];
