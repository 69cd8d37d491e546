import type { Audience } from '#messages/language.ts';

const rooms: [route: string, audience: Audience][] = [
	['/organise', 'organisers'],
	['/door', 'door'],
	['/talks', 'speakers']
];

/** Whose page a route is. What everybody meets, an address that leads nowhere too, is the guests'. */
export function audienceOf(routeId: string | null): Audience {
	const room = rooms.find(([route]) => routeId === route || routeId?.startsWith(`${route}/`));
	return room?.[1] ?? 'guests';
}
