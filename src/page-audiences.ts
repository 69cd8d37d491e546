import type { Audience } from '#messages/language.ts';

const rooms: [route: string, audience: Audience][] = [
	['/organise', 'organisers'],
	['/door', 'door'],
	['/talks', 'speakers']
];

/** The audience of a route. What everybody meets, an address that leads nowhere too, is for guests. */
export function audienceOf(routeId: string | null): Audience {
	const room = rooms.find(([route]) => routeId === route || routeId?.startsWith(`${route}/`));
	return room?.[1] ?? 'guests';
}
