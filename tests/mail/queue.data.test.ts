import { inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { expect, it } from 'vitest';
import { nameMailHost, queueMails } from '#lib/mail/commands.server.ts';
import { useDatabase } from '../database.ts';
import { mailRequest, makeMail, now } from '../factories.ts';

const held = useDatabase();

const queue = (requests: Parameters<typeof queueMails>[1]) =>
	inUnrecordedTransaction(held.db, 'a test', (trx) => queueMails(trx, requests, now));

async function states(): Promise<string[]> {
	const rows = await held.db
		.selectFrom('mail')
		.select(['thread', 'revision', 'state'])
		.orderBy('thread')
		.orderBy('revision')
		.execute();
	return rows.map(({ revision, state }) => `${revision} ${state}`);
}

it('the same cause queues one mail, however often it is asked', async () => {
	const request = mailRequest({ dedupeKey: 'welcome:1' });
	expect(await queue([request, request])).toBe(1);
	expect(await queue([request, mailRequest()])).toBe(1);
	expect(await states()).toEqual(['0 queued', '0 queued']);
});

it('ten thousand mails are queued in one transaction', async () => {
	const requests = Array.from({ length: 10_000 }, () => mailRequest());
	expect(await queue(requests)).toBe(10_000);
});

it('a mail that is rolled back with its cause was never queued', async () => {
	await expect(
		inUnrecordedTransaction(held.db, 'a test', async (trx) => {
			await queueMails(trx, [mailRequest()], now);
			throw new Error('the cause failed');
		})
	).rejects.toThrow('the cause failed');
	expect(await states()).toEqual([]);
});

it('a newer revision replaces the older ones of its thread that have not left', async () => {
	await queue([0, 1].map((revision) => mailRequest({ thread: 'entry:1', revision })));
	await queue([
		mailRequest({ thread: 'entry:1', revision: 2 }),
		mailRequest({ thread: 'entry:2' })
	]);
	expect(await states()).toEqual(['0 superseded', '1 superseded', '2 queued', '0 queued']);
});

it('an older revision that comes late is not sent', async () => {
	await queue([mailRequest({ thread: 'entry:1', revision: 3 })]);
	await queue([mailRequest({ thread: 'entry:1', revision: 2 })]);
	expect(await states()).toEqual(['2 superseded', '3 queued']);
});

it('two mails that claim the same revision of a thread are a bug, and said to be one', async () => {
	await queue([mailRequest({ thread: 'entry:1', revision: 1 })]);
	await expect(queue([mailRequest({ thread: 'entry:1', revision: 1 })])).rejects.toThrow(/unique/i);
});

it('the Message-ID is fixed when the mail is queued and names the first one of its thread', async () => {
	await nameMailHost(held.db, 'conference@school.example', now);
	const alone = await makeMail(held.db);
	const thread = 'entry 1@x>\r\n';
	const first = await makeMail(held.db, { thread, revision: 0 });
	const third = await makeMail(held.db, { thread, revision: 2 });
	expect(alone.messageId).toBe(`<${alone.id}@school.example>`);
	expect(first.messageId).toMatch(/^<[0-9a-f]{32}\.0@school\.example>$/);
	expect(first.inReplyTo).toBe(null);
	expect(third.messageId).toBe(first.messageId.replace('.0@', '.2@'));
	expect(third.inReplyTo).toBe(first.messageId);
});

it('a later mail names the first of its thread even when the sender has moved to another domain', async () => {
	await nameMailHost(held.db, 'conference@old.example', now);
	const first = await makeMail(held.db, { thread: 't', revision: 0 });
	await nameMailHost(held.db, 'conference@new.example', now);
	const second = await makeMail(held.db, { thread: 't', revision: 1 });
	expect(second.messageId).toContain('@new.example>');
	expect(second.inReplyTo).toBe(first.messageId);
});
