import { mkdtempSync, rmSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../app.server.ts';
import { findEdition } from '#lib/conference/queries.server.ts';
import { openDoor } from '#lib/conference/commands.server.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { createPairing } from '#lib/door/commands.server.ts';
import { findGuestForLink } from '#lib/guests/queries.server.ts';
import { addOrganiser } from '#lib/people/organisers.server.ts';
import { issueSignInLink } from '#lib/people/sign-in.server.ts';
import { day, instantNow } from '#lib/platform/clock.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { createSampleConference } from '#lib/sample/commands.server.ts';
import { sampleLanguage } from '#lib/sample/stage.ts';
import { withApp } from './app.ts';
import { CommandError } from './command-error.ts';
import { expectFree, isFree, serve } from './serve.ts';

const organiserOfSample = {
	name: 'Anna Ozola',
	email: 'anna.ozola@ezermala.example',
	language: sampleLanguage
};
const firstPort = 3000;

interface Links {
	organiser: string;
	teacher: string;
	guest: string;
	door: string;
	origin: string;
	dataDir: string;
}

/** `demo`: the sample conference, in a folder that goes away with the process unless DATA_DIR names one. */
export async function demo(): Promise<undefined> {
	const dataDir = process.env['DATA_DIR'] || throwAwayFolder();
	const port = process.env['PORT'] || String(await freePort(process.env['HOST'] || '0.0.0.0'));
	const config = readConfig({ ...process.env, DATA_DIR: dataDir, PORT: port });
	await expectFree(config.port, config.host);
	const links = await withApp(makeSample, config);
	await writeLinks(links);
	await serve(config);
	console.log(`
The sample conference is at ${links.origin}. Look at it as

  organiser  ${links.organiser}
  teacher    ${links.teacher}
  guest      ${links.guest}
  door       ${links.door}

Its data and mails are in ${links.dataDir}
`);
}

export async function makeSample({ db, tokens, config }: App): Promise<Links> {
	const now = instantNow();
	// One transaction: where a conference is already, no made-up organiser is left behind either.
	const { by, slug, guestId, teacherEmail } = await inTransaction(db, async (trx) => {
		const organiser = await addOrganiser(trx, { ...organiserOfSample, by: null, now });
		const sample = await createSampleConference(trx, { by: organiser.id, now });
		if (!sample.ok) {
			throw new CommandError(
				'This folder or database holds a conference already: npm start serves it.'
			);
		}
		return { by: organiser.id, ...sample.value };
	});
	const edition = await findEdition(db, slug);
	const guest = await findGuestForLink(db, guestId);
	if (!edition || !guest) throw new Error('the sample is not whole');
	// Whoever tries things out comes back after lunch: these links last a day.
	const signIn = (email: string, returnTo: string) =>
		issueSignInLink(db, tokens, { email, returnTo, lasts: day, now });
	// The tablet's link is of use at once, whatever day the sample is set on.
	await openDoor(db, { editionId: edition.id, by, now });
	const { code } = await createPairing(db, {
		editionId: edition.id,
		deviceName: 'Tablet 1',
		gate: 'A',
		lasts: day,
		by,
		now
	});
	const { origin, dataDir } = config;
	return {
		organiser: origin + (await signIn(organiserOfSample.email, `/organise/${slug}`)),
		teacher: origin + (await signIn(teacherEmail, '/talks')),
		guest: `${origin}/rsvp/${tokens.issue('rsvp', guestId, guest.linkVersion)}`,
		door: `${origin}/door/pair#${code}`,
		origin,
		dataDir
	};
}

/** They let anybody in, so only the owner may read them. */
async function writeLinks(links: Links): Promise<void> {
	const file = join(links.dataDir, 'links.json');
	await writeFile(`${file}.partial`, `${JSON.stringify(links, undefined, '\t')}\n`, {
		mode: 0o600
	});
	await rename(`${file}.partial`, file);
}

function throwAwayFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'saiets-demo-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

async function freePort(host: string): Promise<number> {
	for (let port = firstPort; port < firstPort + 100; port++) {
		if (await isFree(port, host)) return port;
	}
	throw new CommandError(
		`No port from ${firstPort} on is free. Choose one: PORT=8080 npm run demo`
	);
}
