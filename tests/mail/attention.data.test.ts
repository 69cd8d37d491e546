import { unguarded } from '#lib/db/transaction.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Edition } from '#lib/conference/edition.ts';
import { haltMails } from '#lib/mail/attention.server.ts';
import {
	allowAddress,
	limitMails,
	resumeMails,
	retryFailedMails,
	retryMail
} from '#lib/mail/commands.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeMail, makeOrganiser, now } from '../factories.ts';
import { listRecorded } from '../recorded.ts';

const held = useDatabase();
let edition: Edition;
let by: string;

beforeEach(async () => {
	edition = await makeEdition(held.db);
	({ id: by } = await makeOrganiser(held.db));
});

const organiser = () => ({ editionId: edition.id, by, now });
const fail = (id: string) =>
	unguarded(held.db).updateTable('mail').set({ state: 'failed' }).where('id', '=', id).execute();

it('what an organiser does about the outbox is written down as theirs', async () => {
	const [one, two] = [
		await makeMail(held.db, { editionId: edition.id }),
		await makeMail(held.db, { editionId: edition.id })
	];
	for (const { id } of [one, two]) await fail(id);
	const suppressed = { address: 'anna@school.example', reason: '550', at: now };
	await unguarded(held.db).insertInto('suppressedAddress').values(suppressed).execute();
	const halt = { reason: 'sender', detail: '', at: now, route: '' } as const;
	await haltMails(held.db, halt);
	const caps = { perMinute: 30, perDay: null };

	expect((await retryMail(held.db, { ...organiser(), mailId: one.id })).ok).toBe(true);
	expect(await retryFailedMails(held.db, organiser())).toBe(1);
	await allowAddress(held.db, { ...organiser(), address: 'Anna@school.example' });
	await limitMails(held.db, { ...organiser(), caps });
	await resumeMails(held.db, organiser());

	const system = { editionId: null, personId: null, subjectName: '' };
	const done = { editionId: edition.id, personId: by, subjectId: edition.id, subjectName: '' };
	const address = 'anna@school.example';
	expect(await listRecorded(held.db)).toEqual([
		{
			...{ ...system, verb: 'mail.halted', subjectId: 'account' },
			...{ before: { halted: false }, after: { halted: true } }
		},
		{ ...done, verb: 'mail.retried', subjectId: one.id, before: null, after: null },
		{ ...done, verb: 'mail.retried-failed', before: null, after: { count: 1 } },
		{
			...{ ...done, verb: 'mail.address-allowed' },
			...{ before: { address, allowed: false }, after: { address, allowed: true } }
		},
		{
			...{ ...done, verb: 'mail.limited' },
			...{ before: { perMinute: null, perDay: null }, after: caps }
		},
		{
			...{ ...done, verb: 'mail.resumed', subjectId: 'account' },
			...{ before: { halted: true }, after: { halted: false } }
		}
	]);
});

it('what was refused or changed nothing is not written down', async () => {
	const other = await makeEdition(held.db);
	const foreign = await makeMail(held.db, { editionId: other.id });
	await fail(foreign.id);
	const caps = { perMinute: null, perDay: null };

	expect(await retryMail(held.db, { ...organiser(), mailId: foreign.id })).toEqual({
		ok: false,
		reason: 'gone'
	});
	expect(await retryFailedMails(held.db, organiser())).toBe(0);
	await allowAddress(held.db, { ...organiser(), address: 'anna@school.example' });
	await limitMails(held.db, { ...organiser(), caps });
	await resumeMails(held.db, organiser());
	expect(await listRecorded(held.db)).toEqual([]);
});
