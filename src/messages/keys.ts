import type en from './en.ts';

type Rooms = typeof en;

/** Every message there is, as `room.key`; English is the list that other languages must match. */
export type MessageKey = {
	[Room in keyof Rooms & string]: `${Room}.${keyof Rooms[Room] & string}`;
}[keyof Rooms & string];
