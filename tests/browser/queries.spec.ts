import { unguarded, inUnrecordedTransaction } from '#lib/db/transaction.ts';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { connect, type Database } from '#lib/db/connect.ts';
import { day, instantNow, later } from '#lib/platform/clock.ts';
import { makeCompanion, makeEntry, makeGuest, makeMail } from '../factories.ts';
import { readLinks, startApp, type RunningApp } from './app.ts';
import { expect, test } from './fixtures.ts';
import { addressOf, findExamples, type Example } from './places.ts';
import { listRoutes } from './rights/routes.ts';
import { makeCertificate } from './scene.ts';
import { paired, signedIn } from './visitors.ts';

const manyGuests = 3_000;

test('no page asks the database more often when thousands of guests are on the list', async ({
	browser
}) => {
	test.setTimeout(300_000);
	const app = await startApp('demo', { engine: 'sqlite' });
	const links = await readLinks(app);
	const organiser = await signedIn(browser, links.organiser);
	const door = await paired(browser, links.door);
	const visitors = {
		organiser,
		door,
		teacher: await signedIn(browser, links.teacher),
		nobody: await browser.newContext()
	};
	await makeCertificate(app, { door, organiser }, findExamples(app));
	const example = findExamples(app);

	// Some mails wait in both cases: pages that tell when the last will have left ask for more.
	await inDatabase(app, queueMails);
	await inDatabase(app, seeTabletsLater);
	// The first time, what is kept until something changes is read.
	await queriesOf(app, visitors, example);
	const few = await queriesOf(app, visitors, example);
	await inDatabase(app, inviteMany);
	await makeCertificate(app, { door, organiser }, example);
	await queriesOf(app, visitors, example);
	const many = await queriesOf(app, visitors, example);
	await app.stop();

	expect(many).toEqual(few);
	expect(Object.keys(few).length).toBeGreaterThan(40);
});

/** By route, how many queries its page runs for who usually reads it. */
async function queriesOf(
	app: RunningApp,
	visitors: Record<'organiser' | 'teacher' | 'door' | 'nobody', BrowserContext>,
	example: Example
): Promise<Record<string, number>> {
	const requests: [route: string, requestId: string][] = [];
	for (const path of listRoutes().filter((one) => one.startsWith('GET '))) {
		const route = path.slice('GET '.length);
		const visitor = route.startsWith('/organise')
			? 'organiser'
			: route.startsWith('/talks')
				? 'teacher'
				: route.startsWith('/door')
					? 'door'
					: 'nobody';
		const response = await visitors[visitor].request.get(
			`${app.origin}/en${addressOf(route, example)}`
		);
		if (response.ok()) requests.push([route, response.headers()['x-request-id'] ?? '']);
	}
	const counts = requests.map(async ([route, requestId]) => {
		const line = await app.printed(new RegExp(`.*"requestId":"${requestId}".*`));
		return [route, (JSON.parse(line) as { queries: number }).queries] as const;
	});
	return Object.fromEntries(await Promise.all(counts));
}

async function inDatabase(
	app: RunningApp,
	work: (db: Database, editionId: string) => Promise<void>
): Promise<void> {
	const db = connect(join(app.dataDir, 'saiets.sqlite'));
	const { id } = await db
		.selectFrom('edition')
		.select('id')
		.orderBy('id')
		.limit(1)
		.executeTakeFirstOrThrow();
	await work(db, id);
	await db.destroy();
}

async function queueMails(db: Database, editionId: string): Promise<void> {
	for (let at = 0; at < 100; at++) await makeMail(db, { editionId, kind: 'certificate' });
}

/** That a tablet was seen is written down every half minute, in whichever round that falls: not in this test. */
async function seeTabletsLater(db: Database): Promise<void> {
	await unguarded(db)
		.updateTable('device')
		.set({ seenAt: later(instantNow(), day) })
		.execute();
}

/** Thousands join the list: most answer, many bring somebody, and many come. */
async function inviteMany(db: Database, editionId: string): Promise<void> {
	await inUnrecordedTransaction(db, 'a test', async (trx) => {
		// The factories want a database, and ask of it nothing that a transaction has not.
		const inside = trx as unknown as Database;
		for (let at = 0; at < manyGuests; at++) {
			const answer = (['yes', 'yes', 'maybe', 'no'] as const)[at % 5];
			const guest = await makeGuest(inside, { editionId, ...(answer && { answer }) });
			if (at % 10 === 0) await makeCompanion(inside, { guestId: guest.id });
			if (at % 20 === 0) await makeEntry(inside, { guest });
		}
	});
}
