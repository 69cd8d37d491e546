import { expect, it } from 'vitest';
import type { Guest } from '#lib/guests/guest.ts';
import { mayChange } from '../../src/routes/rsvp/[token=token]/guest.server.ts';

it('a guest’s link takes twenty changes within an hour, and no more', async () => {
	const guest = (id: string) => ({ id }) as Guest;
	const taken: boolean[] = [];
	for (let change = 1; change <= 21; change++) taken.push(await mayChange(guest('anna')));
	expect(taken.filter(Boolean)).toHaveLength(20);
	expect(taken.at(-1)).toBe(false);
	expect(await mayChange(guest('jānis'))).toBe(true);
});
