import { expect, it } from 'vitest';
import { answerInvitation } from '#lib/guests/commands.server.ts';
import { listChanges } from '#lib/changes/queries.server.ts';
import { findAccessNeeds } from '#lib/guests/queries.server.ts';
import { eraseOldNeeds } from '#lib/guests/retention.server.ts';
import { Vault } from '#lib/platform/vault.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeGuest, now } from '../factories.ts';
import { valuesOf } from '../../src/routes/organise/[edition=edition]/activity/words.ts';

const held = useDatabase();
const vault = new Vault('a secret of at least thirty-two characters');

async function makeGuestInNeed(editionId: string): Promise<string> {
	const { id } = await makeGuest(held.db, { editionId });
	await answerInvitation(held.db, {
		guestId: id,
		answer: 'yes',
		accessNeeds: { text: 'No nuts, please', vault },
		givenBy: 'guest',
		by: null,
		now
	});
	return id;
}

it('what guests need is erased a week after their conference has ended, and no other’s', async () => {
	const past = await makeEdition(held.db);
	const coming = await makeEdition(held.db, { days: [{ dayOn: '2028-05-24' }] });
	const [before, also, other] = [
		await makeGuestInNeed(past.id),
		await makeGuestInNeed(past.id),
		await makeGuestInNeed(coming.id)
	];
	// It ends at 17:00 in Riga, which is 14:00 UTC in May.
	expect(await eraseOldNeeds(held.db, { now: '2027-05-31T14:00:00.000Z' })).toEqual(0);
	expect(await eraseOldNeeds(held.db, { now: '2027-05-31T14:00:00.001Z' })).toEqual(2);
	expect(
		await Promise.all(
			[before, also, other].map((guestId) => findAccessNeeds(held.db, vault, guestId))
		)
	).toEqual([undefined, undefined, { text: 'No nuts, please' }]);
});

it('the erasing is written down once, without what was erased', async () => {
	const { id: editionId } = await makeEdition(held.db);
	await makeGuestInNeed(editionId);
	await eraseOldNeeds(held.db, { now: '2027-06-01T00:00:00.000Z' });
	await eraseOldNeeds(held.db, { now: '2027-06-02T00:00:00.000Z' });
	const erased = (await listChanges(held.db, editionId, {}, 10)).filter(
		({ verb }) => verb === 'guests.needs-erased'
	);
	expect(
		erased.map(({ at, subjectId, personId, before, after }) => ({
			...{ at, subjectId, personId, before, after }
		}))
	).toEqual([
		{
			at: '2027-06-01T00:00:00.000Z',
			subjectId: editionId,
			personId: null,
			before: null,
			after: '{"count":1}'
		}
	]);
	expect(erased.map((change) => valuesOf(change).count)).toEqual([1]);
});
