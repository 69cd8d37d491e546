import { expect, it } from 'vitest';
import { inTransaction } from '#lib/db/transaction.ts';
import { listActivity, recordActivity } from '#lib/people/activity.server.ts';
import type { ActivityVerb } from '#lib/people/activity.ts';
import { makeEdition, makePerson } from '../factories.ts';
import { useDatabase } from '../database.ts';

const held = useDatabase();

it('what was done is listed newest first, of this edition and of none, page by page', async () => {
	const edition = await makeEdition(held.db);
	const other = await makeEdition(held.db);
	const anna = await makePerson(held.db, { name: 'Anna' });
	const write = (verb: ActivityVerb, editionId: string | null, at: string, personId?: string) =>
		inTransaction(held.db, (trx) =>
			recordActivity(trx, { verb, editionId, personId, detail: { title: 'T' }, now: at })
		);
	await write('edition.updated', edition.id, '2027-03-01T08:00:00.000Z', anna.id);
	await write('project.created', null, '2027-03-01T09:00:00.000Z', anna.id);
	await write('edition.updated', other.id, '2027-03-01T10:00:00.000Z', anna.id);
	await write('door.opened', edition.id, '2027-03-01T11:00:00.000Z');
	const list = (page: number) =>
		listActivity(held.db, { editionId: edition.id, page, size: 2 }).then(
			({ activities, ...rest }) => ({
				...rest,
				verbs: activities.map(({ verb, person }) => [verb, person?.name])
			})
		);
	expect(await list(1)).toEqual({
		page: 1,
		pages: 2,
		verbs: [
			['door.opened', undefined],
			['project.created', 'Anna']
		]
	});
	const last = { page: 2, pages: 2, verbs: [['edition.updated', 'Anna']] };
	expect(await list(2)).toEqual(last);
	expect(await list(99)).toEqual(last);
	expect((await list(-1)).page).toBe(1);
});
