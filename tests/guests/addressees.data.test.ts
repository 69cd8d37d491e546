import { expect, it } from 'vitest';
import { countAddressees } from '#lib/guests/queries.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeGuest, now } from '../factories.ts';

const held = useDatabase();

it('only those who can be invited are still to be invited, and only the invited are waited for', async () => {
	const { id: editionId } = await makeEdition(held.db);
	const yesterday = '2027-02-28T08:00:00.000Z';
	await makeGuest(held.db, { editionId });
	await makeGuest(held.db, { editionId, answer: 'yes' });
	await makeGuest(held.db, { editionId, source: 'walk-in', person: { email: null } });
	await makeGuest(held.db, { editionId, mailStoppedAt: now });
	await makeGuest(held.db, { editionId, removedAt: now });
	await makeGuest(held.db, { editionId, invitedAt: now });
	await makeGuest(held.db, { editionId, invitedAt: yesterday });
	await makeGuest(held.db, { editionId, invitedAt: yesterday, answer: 'no' });
	expect(await countAddressees(held.db, { editionId, now })).toEqual({
		toInvite: 1,
		toRemind: 1,
		unansweredInvitations: 2,
		withoutAddress: 1,
		stopped: 1
	});
});
