import type { Reader } from '#messages/language.ts';

const rooms: [route: string, reader: Reader][] = [
	['/organise', 'organisers'],
	['/door', 'door'],
	['/talks', 'speakers']
];

/** Whose page a route is. What everybody meets, an address that leads nowhere too, is the guests'. */
export function readerOf(routeId: string | null): Reader {
	const room = rooms.find(([route]) => routeId === route || routeId?.startsWith(`${route}/`));
	return room?.[1] ?? 'guests';
}
