import { describe, expect, it } from 'vitest';
import {
	addItem,
	placeItem,
	publishAgenda,
	removeItem,
	unplaceItem
} from '#lib/agenda/commands.server.ts';
import {
	latestRelease,
	listItems,
	listPublishedPlaces,
	listReleases,
	readDraft
} from '#lib/agenda/queries.server.ts';
import { fingerprint, programmeDays } from '#lib/agenda/release.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { newId } from '#lib/platform/ids.ts';
import { withdrawTalk } from '#lib/talks/commands.server.ts';
import { useDatabase } from '../database.ts';
import {
	makeEdition,
	makeItem,
	makeOrganisation,
	makeOrganiser,
	makePerson,
	makeProject,
	makeTalk
} from '../factories.ts';
import { countQueries } from '../queries.ts';
import { listVerbs } from '../recorded.ts';

const held = useDatabase();
const now = '2027-04-10T10:00:00.000Z';
/** 10:00 to 10:30 in Riga on the day of the conference. */
const ten = { startsAt: '2027-05-24T07:00:00.000Z', endsAt: '2027-05-24T07:30:00.000Z' };
const eleven = { startsAt: '2027-05-24T08:00:00.000Z', endsAt: '2027-05-24T08:30:00.000Z' };

async function open(): Promise<{ edition: Edition; hall: string; room12: string; by: string }> {
	const edition = await makeEdition(held.db);
	const [hall = '', room12 = ''] = edition.rooms.map(({ id }) => id);
	return { edition, hall, room12, by: (await makeOrganiser(held.db)).id };
}

describe('placing', () => {
	it('a break is added, placed, moved, unplaced and removed, each from the revision before', async () => {
		const { edition, hall, room12, by } = await open();
		const change = { editionId: edition.id, by, now };
		const adding = { ...change, kind: 'break' as const, title: { en: 'Coffee' } };
		const { id: itemId } = await addItem(held.db, adding);

		expect(
			await placeItem(held.db, { ...change, itemId, revision: 1, roomId: hall, ...ten })
		).toEqual({ ok: true, value: { id: itemId, revision: 2, clashes: [] } });
		expect(
			await placeItem(held.db, { ...change, itemId, revision: 2, roomId: room12, ...eleven })
		).toEqual({ ok: true, value: { id: itemId, revision: 3, clashes: [] } });
		expect(await listItems(held.db, edition.id)).toEqual([
			{
				id: itemId,
				editionId: edition.id,
				kind: 'break',
				title: { en: 'Coffee' },
				talk: null,
				roomId: room12,
				...eleven,
				revision: 3
			}
		]);
		expect(await unplaceItem(held.db, { ...change, itemId, revision: 3 })).toEqual({
			ok: true,
			value: { revision: 4 }
		});
		expect(await removeItem(held.db, { ...change, itemId, revision: 4 })).toEqual({
			ok: true,
			value: undefined
		});
		expect(await listItems(held.db, edition.id)).toEqual([]);
	});

	it('a break whose form is sent twice at once is added once; another in the same form is another', async () => {
		const { edition, by } = await open();
		const formId = newId();
		const adding = { editionId: edition.id, by, now, formId, kind: 'break' as const };
		const send = (title: string) => addItem(held.db, { ...adding, title: { en: title } });

		const twice = await Promise.all([send('Coffee'), send('Coffee')]);
		expect(twice).toEqual([
			{ id: formId, revision: 1 },
			{ id: formId, revision: 1 }
		]);
		const { id: lunch } = await send('Lunch');

		const items = await listItems(held.db, edition.id);
		expect(items.map(({ id, title }) => [id, title.en])).toEqual([
			[formId, 'Coffee'],
			[lunch, 'Lunch']
		]);
		expect(await listVerbs(held.db)).toEqual(['agenda.added', 'agenda.added']);
	});

	it('an accepted talk gets its place at once; a workshop is one on the agenda too', async () => {
		const { edition, hall, room12, by } = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'accepted' });
		const workshop = await makeTalk(held.db, {
			editionId: edition.id,
			state: 'confirmed',
			format: 'workshop',
			language: 'lv',
			title: 'Krēsls'
		});
		const change = { editionId: edition.id, by, now, revision: 0 };

		await placeItem(held.db, { ...change, talkId: talk.id, roomId: hall, ...ten });
		await placeItem(held.db, { ...change, talkId: workshop.id, roomId: room12, ...ten });

		const items = await listItems(held.db, edition.id);
		expect(
			items.map(({ kind, title, talk, revision }) => [kind, title, talk?.id, revision])
		).toEqual([
			['talk', { en: 'Four weeks in Mühlgrün' }, talk.id, 1],
			['workshop', { lv: 'Krēsls' }, workshop.id, 1]
		]);
	});

	it('a talk that is refused a place waits as before', async () => {
		const { edition, hall, by } = await open();
		await makeItem(held.db, { editionId: edition.id, roomId: hall, ...ten });
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'accepted' });
		const placing = { editionId: edition.id, by, now, talkId: talk.id, roomId: hall, ...ten };

		expect(await placeItem(held.db, { ...placing, revision: 0 })).toEqual({
			ok: false,
			reason: 'room-taken'
		});
		expect(await placeItem(held.db, { ...placing, revision: 3 })).toEqual({
			ok: false,
			reason: 'changed-meanwhile'
		});

		const { items, unplacedTalks } = await readDraft(held.db, edition.id);
		expect([items.length, unplacedTalks.map(({ id }) => id)]).toEqual([1, [talk.id]]);
	});

	it.each(['draft', 'submitted', 'declined', 'withdrawn'] as const)(
		'a talk that is %s gets no place',
		async (state) => {
			const { edition, hall, by } = await open();
			const talk = await makeTalk(held.db, { editionId: edition.id, state });

			expect(
				await placeItem(held.db, {
					editionId: edition.id,
					talkId: talk.id,
					revision: 0,
					roomId: hall,
					...ten,
					by,
					now
				})
			).toEqual({ ok: false, reason: 'not-accepted' });
			expect(await listItems(held.db, edition.id)).toEqual([]);
		}
	);

	it('nothing of another edition can be placed, nor in another edition’s room', async () => {
		const { edition, hall, by } = await open();
		const other = await open();
		const talk = await makeTalk(held.db, { editionId: other.edition.id, state: 'confirmed' });
		const item = await makeItem(held.db, { editionId: other.edition.id });
		const own = await makeItem(held.db, { editionId: edition.id });
		const change = { editionId: edition.id, ...ten, by, now };

		expect(
			await placeItem(held.db, { ...change, talkId: talk.id, revision: 0, roomId: hall })
		).toEqual({ ok: false, reason: 'not-accepted' });
		expect(
			await placeItem(held.db, { ...change, itemId: item.id, revision: 1, roomId: hall })
		).toEqual({ ok: false, reason: 'unknown' });
		expect(
			await placeItem(held.db, { ...change, itemId: own.id, revision: 1, roomId: other.hall })
		).toEqual({ ok: false, reason: 'no-such-room' });
		expect(await removeItem(held.db, { ...change, itemId: item.id, revision: 1 })).toEqual({
			ok: false,
			reason: 'unknown'
		});
	});

	it('an item ends after it starts', async () => {
		const { edition, hall, by } = await open();
		const item = await makeItem(held.db, { editionId: edition.id });

		expect(
			await placeItem(held.db, {
				editionId: edition.id,
				itemId: item.id,
				revision: 1,
				roomId: hall,
				startsAt: ten.endsAt,
				endsAt: ten.endsAt,
				by,
				now
			})
		).toEqual({ ok: false, reason: 'ends-before-start' });
	});

	it('a taken room refuses, unless an organiser insists; the clash stays told', async () => {
		const { edition, hall, by } = await open();
		const there = await makeItem(held.db, { editionId: edition.id, roomId: hall, ...ten });
		const item = await makeItem(held.db, { editionId: edition.id });
		const placing = {
			editionId: edition.id,
			itemId: item.id,
			revision: 1,
			roomId: hall,
			...ten,
			by,
			now
		};

		expect(await placeItem(held.db, placing)).toEqual({ ok: false, reason: 'room-taken' });
		expect(await placeItem(held.db, { ...placing, insist: true })).toEqual({
			ok: true,
			value: {
				id: item.id,
				revision: 2,
				clashes: [
					{
						kind: 'room-taken',
						level: 'blocking',
						items: [there.id, item.id].sort(),
						roomId: hall
					}
				]
			}
		});
	});

	it('of two placings from the same revision one holds', async () => {
		const { edition, hall, room12, by } = await open();
		const item = await makeItem(held.db, { editionId: edition.id });
		const placing = { editionId: edition.id, itemId: item.id, revision: 1, by, now };

		const outcomes = await Promise.all([
			placeItem(held.db, { ...placing, roomId: hall, ...ten }),
			placeItem(held.db, { ...placing, roomId: room12, ...eleven })
		]);

		expect(outcomes.map((outcome) => (outcome.ok ? 'placed' : outcome.reason)).sort()).toEqual([
			'changed-meanwhile',
			'placed'
		]);
		expect((await listItems(held.db, edition.id))[0]?.revision).toBe(2);
	});

	it('of two first placings of one talk one holds', async () => {
		const { edition, hall, room12, by } = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'accepted' });
		const placing = { editionId: edition.id, talkId: talk.id, revision: 0, by, now };

		const outcomes = await Promise.all([
			placeItem(held.db, { ...placing, roomId: hall, ...ten }),
			placeItem(held.db, { ...placing, roomId: room12, ...eleven })
		]);

		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await listItems(held.db, edition.id)).toHaveLength(1);
	});

	it('two items that race for one room at one time: only one gets in', async () => {
		const { edition, hall, by } = await open();
		const items = [
			await makeItem(held.db, { editionId: edition.id }),
			await makeItem(held.db, { editionId: edition.id })
		];

		const outcomes = await Promise.all(
			items.map(({ id }) =>
				placeItem(held.db, {
					editionId: edition.id,
					itemId: id,
					revision: 1,
					roomId: hall,
					...ten,
					by,
					now
				})
			)
		);

		expect(outcomes.map((outcome) => (outcome.ok ? 'placed' : outcome.reason)).sort()).toEqual([
			'placed',
			'room-taken'
		]);
	});

	it('a removed talk waits to be placed again, from nothing', async () => {
		const { edition, hall, by } = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'confirmed' });
		const item = await makeItem(held.db, {
			editionId: edition.id,
			talkId: talk.id,
			roomId: hall,
			...ten
		});
		const change = { editionId: edition.id, by, now };

		await removeItem(held.db, { ...change, itemId: item.id, revision: 1 });

		expect(
			await placeItem(held.db, { ...change, talkId: talk.id, revision: 0, roomId: hall, ...eleven })
		).toMatchObject({ ok: true, value: { revision: 1 } });
	});
});

describe('publishing', () => {
	it('a release holds all that a reader needs, and stays as it was', async () => {
		const { edition, hall, room12, by } = await open();
		const school = await makeOrganisation(held.db, { name: 'Tehnikums', country: 'LV' });
		const author = await makePerson(held.db, { name: 'Mārtiņš Čakls', organisationId: school.id });
		const project = await makeProject(held.db, {
			title: 'Wood in four countries',
			acronym: 'WOOD4'
		});
		const talk = await makeTalk(held.db, {
			editionId: edition.id,
			state: 'confirmed',
			projectId: project.id,
			speakers: [author.id]
		});
		const item = await makeItem(held.db, {
			editionId: edition.id,
			talkId: talk.id,
			roomId: room12,
			...ten
		});
		const coffee = await makeItem(held.db, { editionId: edition.id, roomId: hall, ...ten });
		await makeItem(held.db, { editionId: edition.id, title: { en: 'Unplaced' } });

		const released = await publishAgenda(held.db, {
			editionId: edition.id,
			note: 'First',
			by,
			now
		});
		await unplaceItem(held.db, {
			editionId: edition.id,
			itemId: item.id,
			revision: 1,
			by,
			now
		});

		const programme = {
			editionSlug: edition.slug,
			number: 1,
			releasedAt: now,
			timeZone: 'Europe/Riga',
			days: [
				{
					dayOn: '2027-05-24',
					items: [
						{
							id: coffee.id,
							kind: 'break',
							title: { en: 'Coffee', lv: 'Kafija' },
							abstract: '',
							language: null,
							...ten,
							room: 'Hall',
							talkId: null,
							projectTitle: null,
							speakers: []
						},
						{
							id: item.id,
							kind: 'talk',
							title: { en: 'Four weeks in Mühlgrün' },
							abstract: 'The same trade, another bench.',
							language: 'en',
							...ten,
							room: 'Room 12',
							talkId: talk.id,
							projectTitle: 'WOOD4',
							speakers: [
								{
									personId: author.id,
									name: 'Mārtiņš Čakls',
									organisation: 'Tehnikums',
									country: 'LV'
								}
							]
						}
					]
				}
			]
		};
		const expected = {
			id: expect.any(String),
			number: 1,
			releasedAt: now,
			note: 'First',
			programme
		};
		expect(released).toEqual({ ok: true, value: { release: expected, speakersAdded: 1 } });
		expect(await latestRelease(held.db, edition.id)).toEqual(expected);
	});

	it('a talk that was withdrawn is left out by itself', async () => {
		const { edition, hall, by } = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'confirmed' });
		await makeItem(held.db, { editionId: edition.id, talkId: talk.id, roomId: hall, ...ten });
		const coffee = await makeItem(held.db, { editionId: edition.id, roomId: hall, ...eleven });
		await withdrawTalk(held.db, { talkId: talk.id, by: talk.speakers[0]?.personId ?? '', now });

		await publishAgenda(held.db, { editionId: edition.id, note: '', by, now });

		const release = await latestRelease(held.db, edition.id);
		expect(release?.programme.days.flatMap(({ items }) => items.map(({ id }) => id))).toEqual([
			coffee.id
		]);
	});

	it('an empty agenda is not published', async () => {
		const { edition, by } = await open();
		await makeItem(held.db, { editionId: edition.id });

		expect(await publishAgenda(held.db, { editionId: edition.id, note: '', by, now })).toEqual({
			ok: false,
			reason: 'nothing-placed'
		});
		expect(await latestRelease(held.db, edition.id)).toBeUndefined();
	});

	it('only what was looked at is published', async () => {
		const { edition, hall, by } = await open();
		const item = await makeItem(held.db, { editionId: edition.id, roomId: hall, ...ten });
		const days = programmeDays(await listItems(held.db, edition.id), edition);
		const change = { editionId: edition.id, by, now };
		const publish = { ...change, note: '', expects: fingerprint({ days }) };

		await placeItem(held.db, { ...change, itemId: item.id, revision: 1, roomId: hall, ...eleven });

		expect(await publishAgenda(held.db, publish)).toEqual({
			ok: false,
			reason: 'changed-meanwhile'
		});
	});

	it('releases are numbered; pressed twice at the same moment it is one', async () => {
		const { edition, hall, by } = await open();
		const other = await open();
		const item = await makeItem(held.db, { editionId: edition.id, roomId: hall, ...ten });
		await makeItem(held.db, { editionId: other.edition.id, roomId: other.hall, ...ten });
		const change = { editionId: edition.id, by, now };
		const publish = { ...change, note: '' };
		const numbers = async () =>
			(await listReleases(held.db, edition.id)).map(({ number }) => number);

		const both = await Promise.all([
			publishAgenda(held.db, publish),
			publishAgenda(held.db, publish)
		]);

		expect(both.map((outcome) => (outcome.ok ? 'published' : outcome.reason)).sort()).toEqual([
			'nothing-changed',
			'published'
		]);
		expect(await numbers()).toEqual([1]);
		await placeItem(held.db, { ...change, itemId: item.id, revision: 1, roomId: hall, ...eleven });
		await publishAgenda(held.db, publish);
		expect(await numbers()).toEqual([2, 1]);
		await publishAgenda(held.db, { ...publish, editionId: other.edition.id });
		expect((await latestRelease(held.db, other.edition.id))?.number).toBe(1);
	});
});

describe('reading', () => {
	it('the published programme costs one query once it was read, the draft four, at any size', async () => {
		const { edition, hall, by } = await open();
		await makeItem(held.db, { editionId: edition.id, roomId: hall, ...ten });
		await publishAgenda(held.db, { editionId: edition.id, note: '', by, now });
		const drafts = () => countQueries(held.db, (db) => listItems(db, edition.id));
		const small = await drafts();
		for (let at = 0; at < 5; at++) {
			const talk = await makeTalk(held.db, { editionId: edition.id, state: 'accepted' });
			await makeItem(held.db, { editionId: edition.id, talkId: talk.id });
		}

		expect([small, await drafts()]).toEqual([4, 4]);
		await latestRelease(held.db, edition.id);
		expect(await countQueries(held.db, (db) => latestRelease(db, edition.id))).toBe(1);
	});
});

describe('where a talk is', () => {
	it('is told as published last, not as drafted since', async () => {
		const { edition, hall, room12, by } = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'confirmed' });
		const other = await makeTalk(held.db, { editionId: edition.id, state: 'confirmed' });
		const item = await makeItem(held.db, {
			editionId: edition.id,
			talkId: talk.id,
			roomId: hall,
			...ten
		});
		const change = { editionId: edition.id, by, now };
		const place = (roomId: string, revision: number) =>
			placeItem(held.db, { ...change, itemId: item.id, revision, roomId, ...eleven });

		expect(await listPublishedPlaces(held.db, [edition.id])).toEqual(new Map());
		await publishAgenda(held.db, { ...change, note: '' });
		await place(room12, 1);
		await publishAgenda(held.db, { ...change, note: '' });
		await place(hall, 2);

		expect(await listPublishedPlaces(held.db, [edition.id])).toEqual(
			new Map([
				[
					talk.id,
					{
						...eleven,
						room: 'Room 12',
						timeZone: 'Europe/Riga',
						anchor: `item-${talk.id.slice(-12)}`
					}
				]
			])
		);
		expect((await listPublishedPlaces(held.db, [edition.id])).has(other.id)).toBe(false);
		expect(await listPublishedPlaces(held.db, [])).toEqual(new Map());
	});
});
