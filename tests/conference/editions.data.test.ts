import { describe, expect, it } from 'vitest';
import { isCallOpen } from '#lib/conference/calls.server.ts';
import {
	closeDoor,
	createEdition,
	openDoor,
	updateEdition
} from '#lib/conference/commands.server.ts';
import {
	findLatestEdition,
	findEdition,
	getEdition,
	listEditions
} from '#lib/conference/queries.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { makeEdition, makeOrganiser, now } from '../factories.ts';
import { useDatabase } from '../database.ts';
import { listRecorded } from '../recorded.ts';

const held = useDatabase();

const settings = {
	title: { en: 'Evaluation', lv: 'Izvērtēšana' },
	theme: { en: 'What stays' },
	timeZone: 'Europe/Riga',
	venueName: 'Aula',
	venueAddress: 'Ezera iela 12',
	talksDueAt: '2027-05-10T20:59:00.000Z',
	answersDueAt: null,
	days: [{ dayOn: '2027-05-24', opens: '09:00', closes: '17:00' }],
	rooms: [
		{ name: 'Aula', capacity: 180 },
		{ name: 'Bibliotēka', capacity: null }
	]
};

const changeOf = (edition: Edition) => ({
	title: edition.title,
	theme: edition.theme,
	timeZone: edition.timeZone,
	venueName: edition.venueName,
	venueAddress: edition.venueAddress,
	talksDueAt: edition.talksDueAt,
	answersDueAt: edition.answersDueAt,
	days: edition.days,
	rooms: edition.rooms,
	editionId: edition.id,
	revision: edition.revision,
	now
});

describe('an edition', () => {
	it('is made with its days and rooms, and found by its place', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const made = await createEdition(held.db, { slug: '2027', ...settings, by, now });
		expect(made).toMatchObject({ ok: true, value: { slug: '2027' } });
		expect(await findEdition(held.db, '2027')).toMatchObject({
			slug: '2027',
			...settings,
			rooms: [
				{ name: 'Aula', capacity: 180, position: 0 },
				{ name: 'Bibliotēka', capacity: null, position: 1 }
			],
			doorOpenedAt: null,
			revision: 1
		});
		expect(await findEdition(held.db, '2028')).toBe(undefined);
	});

	it('stands alone at its place, also when two are made at once', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const make = () => createEdition(held.db, { slug: '2027', ...settings, by, now });
		const outcomes = await Promise.all([make(), make()]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(outcomes.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: 'slug-taken' }]);
		expect(await listEditions(held.db)).toHaveLength(1);
	});

	it('is refused at a place of the site, and with a day that stands twice', async () => {
		const { id: by } = await makeOrganiser(held.db);
		expect(await createEdition(held.db, { slug: 'talks', ...settings, by, now })).toEqual({
			ok: false,
			reason: 'slug-form'
		});
		const days = [...settings.days, ...settings.days];
		expect(await createEdition(held.db, { slug: '2027', ...settings, days, by, now })).toEqual({
			ok: false,
			reason: 'day-twice'
		});
	});

	it('stands in the list by its first day, the newest first', async () => {
		await makeEdition(held.db, { slug: 'old', days: [{ dayOn: '2026-05-20' }] });
		await makeEdition(held.db, { slug: 'new', days: [{ dayOn: '2027-05-24' }] });
		await makeEdition(held.db, { slug: 'older', days: [{ dayOn: '2025-05-24' }] });
		const slugs = (await listEditions(held.db)).map(({ slug }) => slug);
		expect(slugs).toEqual(['new', 'old', 'older']);
		expect((await findLatestEdition(held.db))?.slug).toBe('new');
	});

	it('takes talks from strangers while some call is open', async () => {
		await makeEdition(held.db, { talksDueAt: '2027-02-01T00:00:00.000Z' });
		expect(await isCallOpen(held.db, now)).toBe(false);
		await makeEdition(held.db, { talksDueAt: '2027-04-01T00:00:00.000Z' });
		expect(await isCallOpen(held.db, now)).toBe(true);
	});
});

describe('changing an edition', () => {
	it('keeps the days and rooms that stay, in their new order', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const edition = await makeEdition(held.db, {
			days: [{ dayOn: '2027-05-24' }, { dayOn: '2027-05-25' }]
		});
		const [first, second] = edition.days;
		const [hall, room] = edition.rooms;
		if (!first || !second || !hall || !room) throw new Error('the factory makes two of each');
		const outcome = await updateEdition(held.db, {
			...changeOf(edition),
			// The two days swap their dates.
			days: [
				{ ...first, dayOn: second.dayOn },
				{ ...second, dayOn: first.dayOn }
			],
			rooms: [{ ...room, name: 'Room 13' }, { name: 'Yard', capacity: 400 }, hall],
			by
		});
		expect(outcome).toEqual({ ok: true, value: undefined });
		const changed = await getEdition(held.db, edition.id);
		expect(changed.days.map(({ id, dayOn }) => [id, dayOn])).toEqual([
			[second.id, '2027-05-24'],
			[first.id, '2027-05-25']
		]);
		expect(changed.rooms.map(({ id, name }) => [id, name])).toEqual([
			[room.id, 'Room 13'],
			[expect.any(String), 'Yard'],
			[hall.id, 'Hall']
		]);
		expect(changed.revision).toBe(2);
	});

	it('is refused when somebody saved meanwhile, and changes nothing', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const edition = await makeEdition(held.db);
		const change = (venueName: string) =>
			updateEdition(held.db, { ...changeOf(edition), venueName, by });
		const outcomes = await Promise.all([change('Mine'), change('Theirs')]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(outcomes.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: 'changed-meanwhile' }]);
		const winner = outcomes[0]?.ok ? 'Mine' : 'Theirs';
		expect((await getEdition(held.db, edition.id)).venueName).toBe(winner);
	});

	it('does not take another edition’s room or day for its own', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const edition = await makeEdition(held.db);
		const other = await makeEdition(held.db);
		await updateEdition(held.db, {
			...changeOf(edition),
			days: other.days,
			rooms: other.rooms,
			by
		});
		expect(await getEdition(held.db, other.id)).toEqual(other);
		const changed = await getEdition(held.db, edition.id);
		expect(changed.rooms.map(({ name }) => name)).toEqual(['Hall', 'Room 12']);
		expect(changed.rooms[0]?.id).not.toBe(other.rooms[0]?.id);
		expect(changed.days[0]?.id).not.toBe(other.days[0]?.id);
	});
});

describe('the door', () => {
	it('opens, closes and opens again, and remembers when it first opened', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const { id: editionId } = await makeEdition(held.db);
		const times = async () => {
			const { doorOpenedAt, doorClosedAt } = await getEdition(held.db, editionId);
			return [doorOpenedAt, doorClosedAt];
		};
		const [nine, ten, five] = ['T06:00:00.000Z', 'T07:00:00.000Z', 'T14:00:00.000Z'].map(
			(time) => `2027-05-24${time}`
		) as [string, string, string];
		await openDoor(held.db, { editionId, by, now: nine });
		await openDoor(held.db, { editionId, by, now: ten });
		expect(await times()).toEqual([nine, null]);
		await closeDoor(held.db, { editionId, by, now: five });
		expect(await times()).toEqual([nine, five]);
		await openDoor(held.db, { editionId, by, now: five });
		expect(await times()).toEqual([nine, null]);
		const [opened, closed] = [{ open: true }, { open: false }];
		const told = { editionId, personId: by, subjectId: editionId, subjectName: '' };
		expect(await listRecorded(held.db)).toEqual([
			{ ...told, verb: 'door.opened', before: closed, after: opened },
			{ ...told, verb: 'door.closed', before: opened, after: closed },
			{ ...told, verb: 'door.opened', before: closed, after: opened }
		]);
	});
});
