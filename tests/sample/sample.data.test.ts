import { expect, it } from 'vitest';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import { itemsOf } from '#lib/agenda/programme.ts';
import { findEdition, listEditions } from '#lib/conference/queries.server.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { countAnswers, listAllGuests } from '#lib/guests/queries.server.ts';
import { mailProgress } from '#lib/mail/queries.server.ts';
import { ensurePerson } from '#lib/people/commands.server.ts';
import { listMobilities, listProjects } from '#lib/projects/queries.server.ts';
import { createSampleConference } from '#lib/sample/commands.server.ts';
import { listTalks } from '#lib/talks/queries.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition } from '../factories.ts';

const held = useDatabase();
const now = '2026-11-24T09:00:00.000Z';

async function makeSample() {
	const organiser = await inTransaction(held.db, (trx) =>
		ensurePerson(trx, { name: 'Ilze', email: 'ilze@school.example', language: 'lv', now })
	);
	return createSampleConference(held.db, { by: organiser.id, now });
}

it('the sample conference is the one of the brief: 60 guests, 18 mobilities, a published agenda, some answers', async () => {
	const made = await makeSample();
	expect(made).toMatchObject({ ok: true, value: { slug: '2027' } });
	const edition = await findEdition(held.db, '2027');
	if (!edition) throw new Error('no edition');
	expect(edition.days.map(({ dayOn }) => dayOn)).toEqual(['2027-05-24']);
	expect(await listAllGuests(held.db, edition.id)).toHaveLength(60);
	expect(await listMobilities(held.db)).toHaveLength(18);
	expect(await listProjects(held.db)).toHaveLength(7);
	const states = (await listTalks(held.db, edition.id)).map(({ state }) => state).sort();
	expect(Object.groupBy(states, (state) => state)).toMatchObject({
		confirmed: { length: 9 },
		accepted: { length: 1 },
		submitted: { length: 2 },
		declined: { length: 1 },
		draft: { length: 1 }
	});
	const release = await latestRelease(held.db, edition.id);
	expect(release?.number).toBe(1);
	expect(release && itemsOf(release.programme)).toHaveLength(16);
	expect(await countAnswers(held.db, edition.id)).toMatchObject({
		yes: 30,
		no: 5,
		maybe: 6,
		unanswered: 19
	});
	const mails = await mailProgress(held.db, { editionId: edition.id, kinds: ['invitation'] });
	expect(mails).toMatchObject({ queued: 60 });
});

it('beside a conference that is there already, whatever its name, the sample is refused', async () => {
	await makeEdition(held.db, { slug: 'spring' });
	expect(await makeSample()).toEqual({ ok: false, reason: 'edition-there' });
	expect((await listEditions(held.db)).map(({ slug }) => slug)).toEqual(['spring']);
});
