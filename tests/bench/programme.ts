import { unguarded } from '#lib/db/transaction.ts';
import autocannon from 'autocannon';
import { join } from 'node:path';
import { frozenProgramme } from '#lib/agenda/frozen-programme.ts';
import type { ProgrammeItem } from '#lib/agenda/programme.ts';
import { connect, type Database } from '#lib/db/connect.ts';
import { newId } from '#lib/platform/ids.ts';
import { instantAt } from '#lib/platform/zone.ts';
import { makeEdition } from '../factories/conference.ts';
import { now } from '../factories/people.ts';
import { list } from './bare/src/routes/list.ts';
import { alternate, type Measure } from './measure.ts';
import { startBare, startOurs, newDataDir } from './server.ts';

const dayOn = '2027-05-24';
const timeZone = 'Europe/Riga';

/** The published programme's page against a bare SvelteKit page with the same list: requests a second. */
export async function programme(): Promise<Measure> {
	const [ours, bare] = await Promise.all([newDataDir().then(startOurs), startBare()]);
	try {
		const db = connect(join(ours.dataDir, 'saiets.sqlite'));
		const page = `${ours.origin}/en/${await publish(db)}/programme`;
		await db.destroy();
		await expectWhole(page);
		await expectWhole(bare.origin);
		await load(page, 2);
		await load(bare.origin, 2);
		const ratio = await alternate(
			5,
			() => load(page),
			() => load(bare.origin)
		);
		return { name: 'programme', ratio, floor: 0.6 };
	} finally {
		await Promise.all([ours.stop(), bare.stop()]);
	}
}

/** Returns the edition's place in URLs. */
async function publish(db: Database): Promise<string> {
	const edition = await makeEdition(db);
	const items = list.map((item): ProgrammeItem => {
		const talkId = newId();
		return {
			id: talkId,
			kind: 'talk',
			title: { en: item.title },
			abstract: item.abstract,
			language: 'en',
			startsAt: instantAt(dayOn, item.starts, timeZone),
			endsAt: instantAt(dayOn, item.ends, timeZone),
			room: item.room,
			talkId,
			projectTitle: item.project,
			speakers: item.speakers.map(({ name, from }) => ({
				personId: newId(),
				name,
				organisation: from.split(', ')[0] ?? '',
				country: from.endsWith('Latvia') ? 'LV' : 'DE'
			}))
		};
	});
	await unguarded(db)
		.insertInto('release')
		.values({
			id: newId(),
			editionId: edition.id,
			number: 1,
			note: '',
			programme: frozenProgramme.write({
				editionSlug: edition.slug,
				number: 1,
				releasedAt: now,
				timeZone,
				days: [{ dayOn, items }]
			}),
			byPersonId: null,
			releasedAt: now
		})
		.execute();
	return edition.slug;
}

/** A fast page that leaves something out would be no measure. */
async function expectWhole(address: string): Promise<void> {
	const text = await (await fetch(address)).text();
	for (const { speakers } of list) {
		for (const { name } of speakers) {
			if (!text.includes(name)) throw new Error(`${name} is missing at ${address}`);
		}
	}
}

async function load(url: string, duration = 4): Promise<number> {
	const { requests, non2xx, errors } = await autocannon({ url, connections: 10, duration });
	if (non2xx + errors > 0) throw new Error(`${non2xx + errors} answers of ${url} were no pages`);
	return requests.average;
}
