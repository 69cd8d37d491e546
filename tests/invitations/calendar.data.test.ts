import { describe, expect, it } from 'vitest';
import { publishAgenda } from '#lib/agenda/commands.server.ts';
import { latestRelease, listItems } from '#lib/agenda/queries.server.ts';
import { programmeDays } from '#lib/agenda/release.ts';
import { listenFor } from '#lib/changes/signals.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import type { Database } from '#lib/db/connect.ts';
import { inUnrecordedTransaction, unguarded } from '#lib/db/transaction.ts';
import { answerInvitation, removeGuest, restoreGuest } from '#lib/guests/commands.server.ts';
import { findGuest, findGuestOf } from '#lib/guests/queries.server.ts';
import { changeSettling, sendCalendarsNow } from '#lib/invitations/commands.server.ts';
import { followCalendars } from '#lib/invitations/follow.server.ts';
import {
	countOutdated,
	findSettlingCalendars,
	previewPublication,
	type PublicationPreview
} from '#lib/invitations/queries.server.ts';
import { reconcileGuests } from '#lib/invitations/reconcile.server.ts';
import { later as after, minute, second } from '#lib/platform/clock.ts';
import { openTwice, useDatabase } from '../database.ts';
import {
	changeEdition,
	makeEdition,
	makeGuest,
	makeItem,
	makeOrganiser,
	makePerson,
	makeTalkItem,
	now
} from '../factories.ts';
import { countQueries } from '../queries.ts';
import { listRecorded } from '../recorded.ts';

const held = useDatabase();
const said = { givenBy: 'guest' as const, by: null, now };
/** When what was changed at `now` has settled, unless the setting says otherwise. */
const settled = after(now, 2 * minute);
const justBefore = after(settled, -1);

/** What publishing the draft would cause. */
async function preview(edition: Edition): Promise<PublicationPreview> {
	const programme = { days: programmeDays(await listItems(held.db, edition.id), edition) };
	return previewPublication(held.db, { edition, programme, now });
}

/** The outbox, oldest first: one line for each mail. */
async function outbox(db: Database): Promise<{ id: string; line: string }[]> {
	const rows = await db
		.selectFrom('mail')
		.innerJoin('person', 'person.id', 'mail.personId')
		.select(['mail.id', 'person.name', 'mail.kind', 'mail.payload', 'mail.revision', 'mail.state'])
		.orderBy('mail.id')
		.execute();
	return rows.map(({ id, name, kind, payload, revision, state }) => {
		const { subject, change } = JSON.parse(payload) as { subject: string; change: string };
		const about = subject.replace(/talk:.*/, 'talk');
		return { id, line: `${name}: ${kind} ${about} ${change} ${revision} ${state}` };
	});
}

const lines = async (db: Database) => (await outbox(db)).map(({ line }) => line);

/** What calendars are told when they follow the log at that moment, in the order of the alphabet. */
async function follow(at = now, db = held.db): Promise<string[]> {
	const before = new Set((await outbox(db)).map(({ id }) => id));
	await followCalendars(db, at);
	const told = (await outbox(db)).filter(({ id }) => !before.has(id));
	return told.map(({ line }) => line.replace(/ (queued|superseded)$/, '')).sort();
}

describe('an answer and the calendar', () => {
	it('a yes brings an entry for each day, a no takes them away, and a new yes brings them back', async () => {
		const edition = await makeEdition(held.db, {
			days: [{ dayOn: '2027-05-24' }, { dayOn: '2027-05-25' }]
		});
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
		const answer = async (word: 'yes' | 'no' | 'maybe', at: string) => {
			await answerInvitation(held.db, { ...said, guestId: guest.id, answer: word, now: at });
			return follow(at);
		};
		const bothDays = (change: string) =>
			['2027-05-24', '2027-05-25'].map((day) => `Anna: calendar day:${day} ${change}`);
		expect(await answer('yes', '2027-03-01T08:00:00.000Z')).toEqual(bothDays('new 0'));
		expect(await answer('yes', '2027-03-01T08:01:00.000Z')).toEqual([]);
		expect(await answer('maybe', '2027-03-01T08:02:00.000Z')).toEqual(bothDays('changed 1'));
		expect(await answer('no', '2027-03-01T08:03:00.000Z')).toEqual(bothDays('cancelled 2'));
		expect(await answer('yes', '2027-03-01T08:04:00.000Z')).toEqual(bothDays('new 3'));
		expect(await lines(held.db)).toEqual([
			'Anna: calendar day:2027-05-24 new 0 superseded',
			'Anna: calendar day:2027-05-25 new 0 superseded',
			'Anna: calendar day:2027-05-24 changed 1 superseded',
			'Anna: calendar day:2027-05-25 changed 1 superseded',
			'Anna: calendar day:2027-05-24 cancelled 2 superseded',
			'Anna: calendar day:2027-05-25 cancelled 2 superseded',
			'Anna: calendar day:2027-05-24 new 3 queued',
			'Anna: calendar day:2027-05-25 new 3 queued'
		]);
		const entries = await held.db.selectFrom('calendarEntry').selectAll().execute();
		expect(entries.map(({ sequence, method }) => ({ sequence, method }))).toEqual([
			{ sequence: 3, method: 'REQUEST' },
			{ sequence: 3, method: 'REQUEST' }
		]);
	});

	it('four answers at once, each followed at once, leave one entry', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const };
		await Promise.all(
			[1, 2, 3, 4].map(async () => {
				await answerInvitation(held.db, answer);
				await followCalendars(held.db, now);
			})
		);
		expect(await lines(held.db)).toEqual(['Anna: calendar day:2027-05-24 new 0 queued']);
	});

	it('a no after a yes holds, also when the clock was set back an hour between them', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
		const answer = async (word: 'yes' | 'no', at: string) => {
			await answerInvitation(held.db, { ...said, guestId: guest.id, answer: word, now: at });
			return follow(at);
		};
		expect(await answer('yes', '2027-03-01T10:00:00.000Z')).toEqual([
			'Anna: calendar day:2027-05-24 new 0'
		]);
		expect(await answer('no', '2027-03-01T09:00:00.000Z')).toEqual([
			'Anna: calendar day:2027-05-24 cancelled 1'
		]);
		expect((await findGuest(held.db, guest.id))?.state).toBe('no');
		expect(await lines(held.db)).toEqual([
			'Anna: calendar day:2027-05-24 new 0 superseded',
			'Anna: calendar day:2027-05-24 cancelled 1 queued'
		]);
		const entries = await held.db.selectFrom('calendarEntry').selectAll().execute();
		expect(entries.map(({ sequence, method }) => ({ sequence, method }))).toEqual([
			{ sequence: 1, method: 'CANCEL' }
		]);
	});

	it('a yes that is taken back before anything followed it sends nothing, no ticket either', async () => {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const anna = await makeGuest(held.db, { editionId });
		const bruno = await makeGuest(held.db, { editionId });
		for (const { id: guestId } of [anna, bruno]) {
			await answerInvitation(held.db, { ...said, guestId, answer: 'yes' });
		}
		await answerInvitation(held.db, { ...said, guestId: anna.id, answer: 'no' });
		await removeGuest(held.db, { guestId: bruno.id, by, now });
		await followCalendars(held.db, now);
		expect(await held.db.selectFrom('mail').select(['kind', 'state']).execute()).toEqual([]);
	});

	it('an answer after the conference is refused', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		const late = {
			...said,
			guestId: guest.id,
			answer: 'yes' as const,
			now: '2027-05-24T14:00:00.000Z'
		};
		expect(await answerInvitation(held.db, late)).toEqual({ ok: false, reason: 'event-over' });
		expect(await follow(late.now)).toEqual([]);
	});

	it('whoever is taken off the list loses the entry, once', async () => {
		const edition = await makeEdition(held.db);
		const organiser = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
		await answerInvitation(held.db, { ...said, guestId: guest.id, answer: 'yes' });
		await follow();
		const removal = { guestId: guest.id, by: organiser.id, now };
		expect(await removeGuest(held.db, removal)).toEqual({ ok: true, value: undefined });
		expect(await follow()).toEqual(['Anna: calendar day:2027-05-24 cancelled 1']);
		expect(await removeGuest(held.db, removal)).toEqual({ ok: true, value: undefined });
		expect(await follow()).toEqual([]);
	});

	it('whoever is put back on the list gets the entry back, once', async () => {
		const edition = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
		await answerInvitation(held.db, { ...said, guestId: guest.id, answer: 'yes' });
		await follow();
		const change = { guestId: guest.id, by, now };
		await removeGuest(held.db, change);
		await follow();
		expect(await restoreGuest(held.db, change)).toEqual({ ok: true, value: undefined });
		expect(await follow()).toEqual(['Anna: calendar day:2027-05-24 new 2']);
		expect(await restoreGuest(held.db, change)).toEqual({ ok: true, value: undefined });
		expect(await follow()).toEqual([]);
	});

	it('a guest without an address holds nothing', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { email: null } });
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const };
		expect((await answerInvitation(held.db, answer)).ok).toBe(true);
		expect(await follow()).toEqual([]);
		expect(await held.db.selectFrom('calendarEntry').selectAll().execute()).toEqual([]);
	});
});

describe('publishing the agenda', () => {
	async function placed(minutes = 0) {
		const edition = await makeEdition(held.db);
		const organiser = await makeOrganiser(held.db);
		const speaker = await makePerson(held.db, { name: 'Speaker' });
		const guest = await makeGuest(held.db, {
			editionId: edition.id,
			person: { name: 'Guest' },
			answer: 'yes'
		});
		const { id } = await makeTalkItem(held.db, {
			editionId: edition.id,
			speakerIds: [speaker.id],
			roomId: edition.rooms[0]?.id ?? null,
			startsAt: `2027-05-24T07:${String(minutes).padStart(2, '0')}:00.000Z`,
			endsAt: '2027-05-24T08:30:00.000Z'
		});
		return { edition, organiser, speaker, guest, itemId: id };
	}

	it('puts speakers on the list, tells each what changed, and the preview has said so before', async () => {
		const { edition, organiser, speaker } = await placed();
		const change = { editionId: edition.id, note: '', by: organiser.id, now };
		expect(await preview(edition)).toEqual({
			speakersAdded: 1,
			entries: { created: 2, updated: 0, cancelled: 0 },
			mails: 2
		});
		const published = await publishAgenda(held.db, change);
		expect(published).toEqual({
			ok: true,
			value: { release: await latestRelease(held.db, edition.id), speakersAdded: 1 }
		});
		expect(await follow(settled)).toEqual([
			'Guest: calendar day:2027-05-24 new 0',
			'Speaker: calendar talk new 0'
		]);
		const guest = await findGuestOf(held.db, { editionId: edition.id, personId: speaker.id });
		expect(guest).toMatchObject({ role: 'speaker', source: 'speaker', state: 'unanswered' });
	});

	it('again without a change is refused; with another room it mails the speaker alone', async () => {
		const { edition, organiser, itemId } = await placed();
		const change = { editionId: edition.id, note: '', by: organiser.id, now };
		await publishAgenda(held.db, change);
		await follow(settled);
		expect(await preview(edition)).toMatchObject({
			mails: 0
		});
		expect(await publishAgenda(held.db, change)).toEqual({ ok: false, reason: 'nothing-changed' });
		await unguarded(held.db)
			.updateTable('agendaItem')
			.set({ roomId: edition.rooms[1]?.id ?? null })
			.where('id', '=', itemId)
			.execute();
		expect(await preview(edition)).toEqual({
			speakersAdded: 0,
			entries: { created: 0, updated: 1, cancelled: 0 },
			mails: 1
		});
		expect(await publishAgenda(held.db, change)).toEqual({
			ok: true,
			value: { release: await latestRelease(held.db, edition.id), speakersAdded: 0 }
		});
		expect(await follow(settled)).toEqual(['Speaker: calendar talk changed 1']);
		expect((await lines(held.db)).filter((line) => line.endsWith('queued')).sort()).toEqual([
			'Guest: calendar day:2027-05-24 new 0 queued',
			'Speaker: calendar talk changed 1 queued'
		]);
	});

	it('without a talk that was published before cancels it for its speaker', async () => {
		const { edition, organiser, itemId, speaker } = await placed();
		const change = { editionId: edition.id, note: '', by: organiser.id, now };
		await publishAgenda(held.db, change);
		await follow(settled);
		await makeTalkItem(held.db, {
			editionId: edition.id,
			speakerIds: [speaker.id],
			startsAt: '2027-05-24T07:00:00.000Z',
			endsAt: '2027-05-24T08:30:00.000Z'
		});
		await unguarded(held.db).deleteFrom('agendaItem').where('id', '=', itemId).execute();
		expect(await publishAgenda(held.db, change)).toMatchObject({ value: { speakersAdded: 0 } });
		expect(await follow(settled)).toEqual([
			'Speaker: calendar talk cancelled 1',
			'Speaker: calendar talk new 0'
		]);
	});

	it('mails a speaker two minutes after it, once for each entry', async () => {
		const { edition, organiser } = await placed();
		await publishAgenda(held.db, { editionId: edition.id, note: '', by: organiser.id, now });
		expect(await follow(now)).toEqual([]);
		expect(await follow(justBefore)).toEqual([]);
		expect(await follow(settled)).toEqual([
			'Guest: calendar day:2027-05-24 new 0',
			'Speaker: calendar talk new 0'
		]);
		expect(await follow(after(settled, minute))).toEqual([]);
	});

	it('and taking it back before it has settled sends nothing', async () => {
		const { edition, organiser, itemId } = await placed();
		const publish = (at: string) =>
			publishAgenda(held.db, { editionId: edition.id, note: '', by: organiser.id, now: at });
		const placeIn = (room: number) =>
			unguarded(held.db)
				.updateTable('agendaItem')
				.set({ roomId: edition.rooms[room]?.id ?? null })
				.where('id', '=', itemId)
				.execute();
		await publish(now);
		await follow(settled);
		const [moved, back] = [after(settled, minute), after(settled, 2 * minute)];
		await placeIn(1);
		expect((await publish(moved)).ok).toBe(true);
		expect(await follow(moved)).toEqual([]);
		await placeIn(0);
		expect((await publish(back)).ok).toBe(true);
		expect(await follow(back)).toEqual([]);
		expect(await follow(after(back, 2 * minute))).toEqual([]);
		expect(await held.db.selectFrom('calendarSettling').selectAll().execute()).toEqual([]);
	});

	it('is followed at once for a guest who answers meanwhile, and not again when it has settled', async () => {
		const { edition, organiser, guest } = await placed();
		await makeItem(held.db, {
			editionId: edition.id,
			startsAt: '2027-05-24T06:30:00.000Z',
			endsAt: '2027-05-24T07:00:00.000Z'
		});
		await publishAgenda(held.db, { editionId: edition.id, note: '', by: organiser.id, now });
		const meanwhile = after(now, minute);
		await answerInvitation(held.db, {
			...{ ...said, guestId: guest.id, answer: 'maybe', now: meanwhile }
		});
		expect(await follow(meanwhile)).toEqual(['Guest: calendar day:2027-05-24 new 0']);
		const entry = await held.db.selectFrom('calendarEntry').select('content').executeTakeFirst();
		expect(JSON.parse(entry?.content ?? '')).toMatchObject({
			startsAt: '2027-05-24T06:30:00.000Z',
			partstat: 'TENTATIVE'
		});
		expect(await follow(settled)).toEqual(['Speaker: calendar talk new 0']);
	});
});

describe('changed settings', () => {
	/** Anna has said yes, and it stands in her calendar; the settings are then changed to another place. */
	async function open() {
		const edition = await makeEdition(held.db);
		const editionId = edition.id;
		const { id: by } = await makeOrganiser(held.db);
		const anna = await makeGuest(held.db, { editionId, person: { name: 'Anna' } });
		await answerInvitation(held.db, { ...said, guestId: anna.id, answer: 'yes' });
		await follow();
		const move = (venueName: string, at = now) =>
			changeEdition(held.db, { editionId, venueName, by, now: at });
		const outdated = (at = now) => countOutdated(held.db, { editionId, now: at });
		return { edition, editionId, by, anna, move, outdated };
	}

	it('are counted, and sent once when they have settled for two minutes', async () => {
		const { editionId, move, outdated } = await open();
		const waiting = (at: string) => findSettlingCalendars(held.db, { editionId, now: at });
		expect(await outdated()).toBe(0);
		expect(await waiting(now)).toBe(undefined);
		await move('Elsewhere');
		expect(await outdated()).toBe(1);
		expect(await waiting(now)).toEqual({ count: 1, dueAt: settled });
		expect(await followCalendars(held.db, now)).toBe(settled);
		expect(await waiting(justBefore)).toEqual({ count: 1, dueAt: settled });
		expect(await follow(justBefore)).toEqual([]);
		expect(await follow(settled)).toEqual(['Anna: calendar day:2027-05-24 changed 1']);
		expect(await follow(settled)).toEqual([]);
		expect(await outdated()).toBe(0);
		expect(await waiting(settled)).toBe(undefined);
	});

	it('are sent at once when an organiser asks for it, and once', async () => {
		const { editionId, by, move, outdated } = await open();
		await move('Elsewhere');
		expect(await follow(now)).toEqual([]);
		const pressed = after(now, second);
		await sendCalendarsNow(held.db, { editionId, by, now: pressed });
		expect(await follow(pressed)).toEqual(['Anna: calendar day:2027-05-24 changed 1']);
		expect(await outdated()).toBe(0);
		expect(await follow(settled)).toEqual([]);
		await sendCalendarsNow(held.db, { editionId, by, now: settled });
		expect(await follow(settled)).toEqual([]);
		const told = { editionId, subjectId: editionId, subjectName: '', before: null };
		expect(
			(await listRecorded(held.db)).filter(({ verb }) => verb.startsWith('calendars.'))
		).toEqual([
			{ ...told, verb: 'calendars.send-now', personId: by, after: null },
			{ ...told, verb: 'calendars.brought-in-line', personId: null, after: { count: 1 } },
			{ ...told, verb: 'calendars.send-now', personId: by, after: null }
		]);
	});

	it('that are changed again before they have settled wait anew, and are one mail', async () => {
		const { move } = await open();
		await move('Elsewhere');
		expect(await follow(now)).toEqual([]);
		await move('Here', after(now, minute));
		expect(await follow(settled)).toEqual([]);
		expect(await follow(after(justBefore, minute))).toEqual([]);
		expect(await follow(after(settled, minute))).toEqual([
			'Anna: calendar day:2027-05-24 changed 1'
		]);
		const entry = await held.db.selectFrom('calendarEntry').select('content').executeTakeFirst();
		expect(JSON.parse(entry?.content ?? '')).toMatchObject({
			location: 'Here, Strādnieku iela 16, Daugavpils'
		});
	});

	it('that go on and on wait five times as long at most', async () => {
		const { move } = await open();
		for (let minutes = 0; minutes < 10; minutes++) {
			await move(`Hall ${String(minutes)}`, after(now, minutes * minute));
			expect(await follow(after(now, minutes * minute))).toEqual([]);
		}
		expect(await follow(after(now, 10 * minute - 1))).toEqual([]);
		expect(await follow(after(now, 10 * minute))).toEqual([
			'Anna: calendar day:2027-05-24 changed 1'
		]);
	});

	it('wait no longer when the clock is set back', async () => {
		const { move } = await open();
		await move('Elsewhere', after(now, 60 * minute));
		expect(await followCalendars(held.db, now)).toBe(settled);
		expect(await follow(settled)).toEqual(['Anna: calendar day:2027-05-24 changed 1']);
	});

	it('are sent when the clock is set back while they wait', async () => {
		const { move } = await open();
		const late = after(now, 60 * minute);
		await move('Elsewhere', late);
		expect(await follow(late)).toEqual([]);
		expect(await follow(now)).toEqual(['Anna: calendar day:2027-05-24 changed 1']);
	});

	it('are not told to a guest who answers while they settle, but to nobody or to everybody', async () => {
		const { edition, anna, move } = await open();
		const answer = (word: 'yes' | 'no' | 'maybe', when: string) =>
			answerInvitation(held.db, { ...said, guestId: anna.id, answer: word, now: when });
		const shown = async () => {
			const entry = await held.db.selectFrom('calendarEntry').select('content').executeTakeFirst();
			const content = JSON.parse(entry?.content ?? '') as { location: string; partstat: string };
			return { place: content.location.split(',')[0], part: content.partstat };
		};
		await move('Wrong hall');
		const at = (seconds: number) => after(now, seconds * second);
		await answerInvitation(held.db, {
			...{ ...said, guestId: anna.id, answer: 'yes', certificateName: 'Anna', now: at(1) }
		});
		expect(await follow(at(1))).toEqual([]);
		await answer('maybe', at(2));
		expect(await follow(at(2))).toEqual(['Anna: calendar day:2027-05-24 changed 1']);
		expect(await shown()).toEqual({ place: edition.venueName, part: 'TENTATIVE' });
		await move(edition.venueName, at(3));
		expect(await follow(after(settled, minute))).toEqual([]);
		await move('Right hall', after(settled, minute));
		await answer('no', after(settled, minute));
		expect(await follow(after(settled, minute))).toEqual([
			'Anna: calendar day:2027-05-24 cancelled 2'
		]);
		expect(await follow(after(settled, 3 * minute))).toEqual([]);
	});

	it('that wait are sent earlier when the setting is lowered', async () => {
		const { by, move } = await open();
		await changeSettling(held.db, { minutes: 60, by, now });
		await move('Elsewhere');
		expect(await follow(now)).toEqual([]);
		await changeSettling(held.db, { minutes: 0, by, now: settled });
		expect(await follow(settled)).toEqual(['Anna: calendar day:2027-05-24 changed 1']);
	});

	it('reach all others where the entry of one guest is damaged', async () => {
		const { editionId, anna, move } = await open();
		const ben = await makeGuest(held.db, { editionId, person: { name: 'Ben' } });
		await answerInvitation(held.db, { ...said, guestId: ben.id, answer: 'yes' });
		await follow();
		await unguarded(held.db)
			.updateTable('calendarEntry')
			.set({ content: '{}' })
			.where('guestId', '=', anna.id)
			.execute();
		await move('Elsewhere');
		expect(await follow(now)).toEqual([]);
		expect(await follow(settled)).toEqual(['Ben: calendar day:2027-05-24 changed 1']);
	});

	it('that are taken back before they have settled send nothing', async () => {
		const { edition, move } = await open();
		await move('Elsewhere');
		expect(await follow(now)).toEqual([]);
		await move(edition.venueName, after(now, minute));
		expect(await follow(after(settled, minute))).toEqual([]);
		expect(await held.db.selectFrom('calendarSettling').selectAll().execute()).toEqual([]);
	});

	it('that calendars say nothing of wait for nothing', async () => {
		const { editionId, by } = await open();
		await changeEdition(held.db, {
			...{ editionId, theme: { en: 'Wood' }, answersDueAt: '2027-05-01T20:59:00.000Z', by, now }
		});
		expect(await followCalendars(held.db, now)).toBe(undefined);
		expect(await follow(settled)).toEqual([]);
	});

	it('settle for as long as the setting says, up to an hour, or not at all', async () => {
		const { by, move } = await open();
		await changeSettling(held.db, { minutes: 60, by, now });
		await changeSettling(held.db, { minutes: 60, by, now });
		await move('Elsewhere');
		expect(await followCalendars(held.db, now)).toBe(after(now, 60 * minute));
		expect(await follow(after(now, 60 * minute - 1))).toEqual([]);
		expect(await follow(after(now, 60 * minute))).toEqual([
			'Anna: calendar day:2027-05-24 changed 1'
		]);
		await changeSettling(held.db, { minutes: 0, by, now });
		await move('Here', after(now, 61 * minute));
		expect(await follow(after(now, 61 * minute))).toEqual([
			'Anna: calendar day:2027-05-24 changed 2'
		]);
		const told = { editionId: null, personId: by, subjectId: 'settling', subjectName: '' };
		expect(
			(await listRecorded(held.db)).filter(({ verb }) => verb === 'calendars.settling-changed')
		).toEqual([
			{
				...told,
				verb: 'calendars.settling-changed',
				before: { minutes: 2 },
				after: { minutes: 60 }
			},
			{
				...told,
				verb: 'calendars.settling-changed',
				before: { minutes: 60 },
				after: { minutes: 0 }
			}
		]);
	});
});

describe('following a whole edition', () => {
	/** Guests who have said yes and hold nothing in their calendars. */
	async function makeGuests(db: Database, editionId: string, count: number): Promise<void> {
		const ids = Array.from(
			{ length: count },
			(_, at) => `${editionId}-${String(at).padStart(4, '0')}`
		);
		await unguarded(db)
			.insertInto('person')
			.values(
				ids.map((id) => ({
					...{ id, name: `Guest ${id}`, nameFolded: `guest ${id}`, email: `${id}@school.example` },
					...{ organisationId: null, country: null, language: 'en', createdAt: now }
				}))
			)
			.execute();
		await unguarded(db)
			.insertInto('guest')
			.values(
				ids.map((id) => ({
					...{ id, editionId, personId: id, source: 'import' as const, role: 'guest' as const },
					...{ ticketCode: id, linkVersion: 1, createdAt: now }
				}))
			)
			.execute();
		await unguarded(db)
			.insertInto('answer')
			.values(
				ids.map((id) => ({
					...{ id, guestId: id, number: 1, answer: 'yes' as const, language: 'en' },
					...{ certificateName: '', givenBy: 'guest' as const, byPersonId: null, at: now }
				}))
			)
			.execute();
	}

	/** How many mails wait, and for how many persons. */
	async function mailed(db: Database): Promise<{ mails: number; persons: number }> {
		const rows = await db.selectFrom('mail').select(['personId', 'state']).execute();
		const waiting = rows.filter(({ state }) => state === 'queued');
		return { mails: rows.length, persons: new Set(waiting.map(({ personId }) => personId)).size };
	}

	it('sends as many statements for 400 guests as for 4', async () => {
		const few = await makeEdition(held.db);
		const many = await makeEdition(held.db);
		await makeGuests(held.db, few.id, 4);
		await makeGuests(held.db, many.id, 400);
		const reconcile = async (edition: Edition) => {
			const guests = held.db.selectFrom('guest').select('id').where('editionId', '=', edition.id);
			const guestIds = (await guests.execute()).map(({ id }) => id);
			const asked = { editionId: edition.id, guestIds, anew: false, now };
			return countQueries(held.db, (db) =>
				inUnrecordedTransaction(db, 'a test', (trx) => reconcileGuests(trx, asked))
			);
		};
		const previewed = (edition: Edition) =>
			countQueries(held.db, (db) =>
				previewPublication(db, { edition, programme: { days: [] }, now })
			);
		expect(await previewed(many)).toBe(await previewed(few));
		const forFew = await reconcile(few);
		expect(await reconcile(many)).toBe(forFew);
		expect(await lines(held.db)).toHaveLength(404);
	});

	it('from two processes at once queues each mail once', async () => {
		const [one, other] = await openTwice();
		const { id: editionId } = await makeEdition(one);
		const { id: by } = await makeOrganiser(one);
		await makeGuests(one, editionId, 450);
		for (let count = 0; count < 5; count++) {
			const guest = await makeGuest(one, { editionId });
			await answerInvitation(one, { ...said, guestId: guest.id, answer: 'yes' });
		}
		await sendCalendarsNow(one, { editionId, by, now });
		await Promise.all([followCalendars(one, now), followCalendars(other, now)]);
		expect(await mailed(one)).toEqual({ mails: 455, persons: 455 });
		expect(await follow(now, other)).toEqual([]);
	});

	it('goes on where a follower was killed between two batches', async () => {
		const [killed, next] = await openTwice();
		const { id: editionId } = await makeEdition(killed);
		const { id: by } = await makeOrganiser(killed);
		await makeGuests(killed, editionId, 450);
		await sendCalendarsNow(killed, { editionId, by, now });
		// Bringing guests in line is recorded with each batch: the first commit is the last it lives to see.
		listenFor(killed, 'changes', () => void killed.destroy());
		await expect(followCalendars(killed, now)).rejects.toThrow('driver has already been destroyed');
		expect(await mailed(next)).toEqual({ mails: 200, persons: 200 });
		await followCalendars(next, now);
		expect(await mailed(next)).toEqual({ mails: 450, persons: 450 });
		const batches = (await listRecorded(next)).filter(
			({ verb }) => verb === 'calendars.brought-in-line'
		);
		expect(batches.map(({ after }) => after)).toEqual([
			{ count: 200 },
			{ count: 200 },
			{ count: 50 }
		]);
		expect(await follow(now, next)).toEqual([]);
	});
});
