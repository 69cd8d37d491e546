import { expect, it } from 'vitest';
import { findClashes } from '#lib/agenda/clashes.ts';
import { draftMove } from '#lib/agenda/draft.ts';
import { listItems } from '#lib/agenda/queries.server.ts';
import { changeSettings, moveDraft } from '#lib/agenda/settings.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeItem, makeOrganiser, now } from '../factories.ts';

const held = useDatabase();

const changeOf = ({ id: editionId, ...edition }: Edition) => ({
	...settingsOf(edition),
	editionId,
	now
});

function settingsOf({
	title,
	theme,
	timeZone,
	venueName,
	venueAddress,
	talksDueAt,
	answersDueAt,
	days,
	rooms,
	revision
}: Omit<Edition, 'id'>) {
	const when = { timeZone, talksDueAt, answersDueAt, days };
	return { title, theme, venueName, venueAddress, rooms, revision, ...when };
}

it('what is placed stays at its time by the clock when the time zone changes', async () => {
	const { id: by } = await makeOrganiser(held.db);
	const edition = await makeEdition(held.db);
	const nine = { startsAt: '2027-05-24T06:00:00.000Z', endsAt: '2027-05-24T06:45:00.000Z' };
	const placed = await makeItem(held.db, { editionId: edition.id, ...nine });
	const unplaced = await makeItem(held.db, { editionId: edition.id });
	const change = { ...changeOf(edition), by };
	await changeSettings(held.db, { ...change, venueName: 'Elsewhere' });
	expect(await listItems(held.db, edition.id)).toMatchObject([
		{ id: placed.id, ...nine, revision: 1 },
		{ id: unplaced.id, startsAt: null, revision: 1 }
	]);
	const inWarsaw = { ...change, timeZone: 'Europe/Warsaw', revision: 2 };
	expect(await changeSettings(held.db, inWarsaw)).toEqual({ ok: true, value: undefined });
	expect(await listItems(held.db, edition.id)).toMatchObject([
		{
			id: placed.id,
			startsAt: '2027-05-24T07:00:00.000Z',
			endsAt: '2027-05-24T07:45:00.000Z',
			revision: 2
		},
		{ id: unplaced.id, startsAt: null, revision: 1 }
	]);
});

it('settings saved from an old page move nothing', async () => {
	const { id: by } = await makeOrganiser(held.db);
	const edition = await makeEdition(held.db);
	const startsAt = '2027-05-24T06:00:00.000Z';
	await makeItem(held.db, { editionId: edition.id, startsAt, endsAt: '2027-05-24T06:45:00.000Z' });
	const old = { ...changeOf(edition), timeZone: 'Europe/Warsaw', rooms: [], revision: 0, by };
	expect(await changeSettings(held.db, old)).toEqual({ ok: false, reason: 'changed-meanwhile' });
	expect(await listItems(held.db, edition.id)).toMatchObject([{ startsAt, revision: 1 }]);
});

it('a room that something stands in stays, and everything else as it was', async () => {
	const { id: by } = await makeOrganiser(held.db);
	const edition = await makeEdition(held.db);
	const roomId = edition.rooms[0]?.id ?? '';
	await makeItem(held.db, { editionId: edition.id, roomId });
	const without = {
		...changeOf(edition),
		venueName: 'Elsewhere',
		rooms: edition.rooms.slice(1),
		by
	};
	expect(await changeSettings(held.db, without)).toEqual({
		ok: false,
		reason: 'room-in-use',
		values: { roomId }
	});
	expect(await getEdition(held.db, edition.id)).toEqual(edition);
});

it('the agenda follows the first day over a change of clocks, once however often it is asked to', async () => {
	const { id: by } = await makeOrganiser(held.db);
	const edition = await makeEdition(held.db, {
		days: [{ dayOn: '2027-03-27' }, { dayOn: '2027-03-28' }]
	});
	const place = (startsAt: string, endsAt: string) =>
		makeItem(held.db, { editionId: edition.id, startsAt, endsAt });
	await place('2027-03-27T07:00:00.000Z', '2027-03-27T07:30:00.000Z');
	await place('2027-03-28T06:00:00.000Z', '2027-03-28T06:30:00.000Z');
	const [first, second] = edition.days.map((day, at) => ({
		...day,
		dayOn: at === 0 ? '2027-03-28' : '2027-03-29'
	}));
	const days = [first, second].filter((day) => day !== undefined);
	await changeSettings(held.db, { ...changeOf(edition), days, by });

	const moved = { ...edition, days };
	const items = await listItems(held.db, edition.id);
	expect(findClashes(items, moved).map(({ kind }) => kind)).toEqual(['outside-day']);
	const move = { from: '2027-03-27', to: '2027-03-28' };
	expect(draftMove(items, moved)).toEqual({ from: move.from, to: [move.to], stray: 1 });

	const asked = { editionId: edition.id, ...move, by, now };
	expect(await moveDraft(held.db, { ...asked, to: '2027-03-29' })).toBe(0);
	const counts = await Promise.all([moveDraft(held.db, asked), moveDraft(held.db, asked)]);
	expect(counts.sort()).toEqual([0, 2]);

	const after = await listItems(held.db, edition.id);
	expect(after.map(({ startsAt, endsAt, revision }) => [startsAt, endsAt, revision])).toEqual([
		['2027-03-28T06:00:00.000Z', '2027-03-28T06:30:00.000Z', 2],
		['2027-03-29T06:00:00.000Z', '2027-03-29T06:30:00.000Z', 2]
	]);
	expect(findClashes(after, moved)).toEqual([]);
	expect(draftMove(after, moved)).toBe(undefined);
});
