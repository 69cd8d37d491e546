import SQLite from 'better-sqlite3';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { RunningApp } from './app.ts';
import { sampleOrganiser, signedInAs } from './visitors.ts';

/** An organiser of the sample, looking at its door. */
export async function openDesk(browser: Browser, app: RunningApp): Promise<Page> {
	const page = await (await signedInAs(browser, app, sampleOrganiser)).newPage();
	await page.goto(`${app.origin}/en/organise/${oneText(app, 'select slug from edition')}/door`);
	return page;
}

/** Asks the organiser's page for a code and types it on a tablet; resolves to the tablet's page. */
export async function pairTablet(desk: Page, tablet: Page, name: string, gate: string) {
	await desk.getByLabel('Name of the tablet').fill(name);
	await desk.getByLabel('Gate', { exact: true }).fill(gate);
	await desk.getByRole('button', { name: 'Show a pairing code' }).click();
	const code = await desk.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();
	await tablet.goto(new URL('/en/door', desk.url()).href);
	await tablet.getByLabel('Pairing code').fill(code);
	await tablet.getByRole('button', { name: 'Pair this tablet' }).click();
	await tablet.getByRole('button', { name: 'Find' }).and(tablet.locator(':enabled')).waitFor();
	await desk.getByText(`${name} is paired.`).waitFor();
}

/** What a hand-held scanner does with a ticket: it types faster than a busy machine lets a test press keys. */
export async function scan(tablet: Page, ticketCode: string): Promise<void> {
	await tablet.evaluate(
		(keys) => {
			for (const key of keys)
				document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
		},
		[...ticketCode, 'Enter']
	);
}

export interface Visitor {
	code: string;
	name: string;
}

/** Guests of the sample with this answer, in the order of their names. */
export function guestsWho(app: RunningApp, answer: 'yes' | 'no'): Visitor[] {
	return read(app, (db) =>
		db
			.prepare(
				`select ticket_code as code, person.name from guest
				join person on person.id = guest.person_id
				where (select answer from answer where guest_id = guest.id order by at desc, id desc limit 1) = ?
				and not exists (select 1 from companion where guest_id = guest.id)
				order by person.name`
			)
			.all(answer)
	) as Visitor[];
}

/** A guest of the sample who said yes and brings somebody. */
export function guestWithCompanion(app: RunningApp): Visitor & { companion: string } {
	return read(app, (db) =>
		db
			.prepare(
				`select guest.ticket_code as code, person.name, companion.name as companion from guest
				join person on person.id = guest.person_id
				join companion on companion.guest_id = guest.id and companion.removed_at is null
				where (select answer from answer where guest_id = guest.id order by at desc, id desc limit 1) = 'yes'
				order by person.name limit 1`
			)
			.get()
	) as Visitor & { companion: string };
}

function oneText(app: RunningApp, query: string): string {
	return String(read(app, (db) => db.prepare(query).pluck().get()));
}

function read<T>(app: RunningApp, work: (db: SQLite.Database) => T): T {
	const db = new SQLite(join(app.dataDir, 'saiets.sqlite'), { readonly: true });
	try {
		return work(db);
	} finally {
		db.close();
	}
}
