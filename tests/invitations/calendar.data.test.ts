import { describe, expect, it } from 'vitest';
import {
	answerInvitation,
	publishAgenda,
	readmitGuest,
	reconcileCalendar,
	updateCalendars,
	withdrawInvitation
} from '#lib/invitations/commands.server.ts';
import {
	countOutdated,
	previewPublication,
	type PublicationPreview
} from '#lib/invitations/queries.server.ts';
import { listItems } from '#lib/agenda/queries.server.ts';
import { programmeDays } from '#lib/agenda/release.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import type { Database } from '#lib/db/connect.ts';
import { findGuestOf } from '#lib/guests/queries.server.ts';
import { useDatabase } from '../database.ts';
import {
	makeEdition,
	makeGuest,
	makeOrganiser,
	makePerson,
	makeTalkItem,
	now
} from '../factories.ts';
import { countQueries } from '../queries.ts';

const held = useDatabase();
const said = { givenBy: 'guest' as const, by: null, now };
const nothing = { created: 0, updated: 0, cancelled: 0 };

/** What publishing the draft would cause. */
async function preview(edition: Edition): Promise<PublicationPreview> {
	const programme = { days: programmeDays(await listItems(held.db, edition.id), edition) };
	return previewPublication(held.db, { edition, programme, now });
}

/** What waits in the outbox, oldest first: one line for each mail. */
async function outbox(db: Database): Promise<string[]> {
	const rows = await db
		.selectFrom('mail')
		.innerJoin('person', 'person.id', 'mail.personId')
		.select(['person.name', 'mail.kind', 'mail.payload', 'mail.revision', 'mail.state'])
		.orderBy('mail.queuedAt')
		.orderBy('mail.id')
		.execute();
	return rows.map(({ name, kind, payload, revision, state }) => {
		const { subject, change } = JSON.parse(payload) as { subject: string; change: string };
		return `${name}: ${kind} ${subject.replace(/talk:.*/, 'talk')} ${change} ${revision} ${state}`;
	});
}

describe('an answer and the calendar', () => {
	it('a yes brings an entry for each day, a no takes them away, and a new yes brings them back', async () => {
		const edition = await makeEdition(held.db, {
			days: [{ dayOn: '2027-05-24' }, { dayOn: '2027-05-25' }]
		});
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
		const answer = (word: 'yes' | 'no' | 'maybe', at: string) =>
			answerInvitation(held.db, { ...said, guestId: guest.id, answer: word, now: at });
		expect(await answer('yes', '2027-03-01T08:00:00.000Z')).toMatchObject({
			ok: true,
			value: { entries: { created: 2, updated: 0, cancelled: 0 } }
		});
		expect(await answer('yes', '2027-03-01T08:01:00.000Z')).toMatchObject({
			value: { changed: false, entries: nothing }
		});
		expect(await answer('maybe', '2027-03-01T08:02:00.000Z')).toMatchObject({
			value: { entries: { created: 0, updated: 2, cancelled: 0 } }
		});
		expect(await answer('no', '2027-03-01T08:03:00.000Z')).toMatchObject({
			value: { entries: { created: 0, updated: 0, cancelled: 2 } }
		});
		expect(await answer('yes', '2027-03-01T08:04:00.000Z')).toMatchObject({
			value: { entries: { created: 2, updated: 0, cancelled: 0 } }
		});
		expect(await outbox(held.db)).toEqual([
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

	it('four answers at once leave one entry', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const };
		await Promise.all([1, 2, 3, 4].map(() => answerInvitation(held.db, answer)));
		expect(await outbox(held.db)).toEqual(['Anna: calendar day:2027-05-24 new 0 queued']);
	});

	it('an answer after the conference is refused', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		const after = {
			...said,
			guestId: guest.id,
			answer: 'yes' as const,
			now: '2027-05-24T14:00:00.000Z'
		};
		expect(await answerInvitation(held.db, after)).toEqual({ ok: false, reason: 'event-over' });
	});

	it('whoever is taken off the list loses the entry', async () => {
		const edition = await makeEdition(held.db);
		const organiser = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna' } });
		await answerInvitation(held.db, { ...said, guestId: guest.id, answer: 'yes' });
		const removal = { guestId: guest.id, by: organiser.id, now };
		expect(await withdrawInvitation(held.db, removal)).toEqual({
			ok: true,
			value: { created: 0, updated: 0, cancelled: 1 }
		});
		expect(await withdrawInvitation(held.db, removal)).toEqual({ ok: true, value: nothing });
	});

	it('whoever is put back on the list gets the entry back', async () => {
		const edition = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		await answerInvitation(held.db, { ...said, guestId: guest.id, answer: 'yes' });
		const change = { guestId: guest.id, by, now };
		await withdrawInvitation(held.db, change);
		expect(await readmitGuest(held.db, change)).toEqual({
			ok: true,
			value: { created: 1, updated: 0, cancelled: 0 }
		});
		expect(await readmitGuest(held.db, change)).toEqual({ ok: true, value: nothing });
	});

	it('a place that changed in the settings is counted, sent when asked for, and sent once', async () => {
		const edition = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id });
		await answerInvitation(held.db, { ...said, guestId: guest.id, answer: 'yes' });
		const asked = { editionId: edition.id, now };
		expect(await countOutdated(held.db, asked)).toBe(0);
		await held.db.updateTable('edition').set({ venueName: 'Elsewhere' }).execute();
		expect(await countOutdated(held.db, asked)).toBe(1);
		expect(await updateCalendars(held.db, { ...asked, by })).toEqual({
			created: 0,
			updated: 1,
			cancelled: 0
		});
		expect(await updateCalendars(held.db, { ...asked, by })).toEqual(nothing);
		expect(await countOutdated(held.db, asked)).toBe(0);
	});

	it('a guest without an address holds nothing', async () => {
		const edition = await makeEdition(held.db);
		const guest = await makeGuest(held.db, { editionId: edition.id, person: { email: null } });
		const answer = { ...said, guestId: guest.id, answer: 'yes' as const };
		expect(await answerInvitation(held.db, answer)).toMatchObject({ value: { entries: nothing } });
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
		expect(published).toMatchObject({
			ok: true,
			value: { speakersAdded: 1, entries: { created: 2, updated: 0, cancelled: 0 } }
		});
		expect((await outbox(held.db)).sort()).toEqual([
			'Guest: calendar day:2027-05-24 new 0 queued',
			'Speaker: calendar talk new 0 queued'
		]);
		const guest = await findGuestOf(held.db, { editionId: edition.id, personId: speaker.id });
		expect(guest).toMatchObject({ role: 'speaker', source: 'speaker', state: 'unanswered' });
	});

	it('again without a change is refused; with another room it mails the speaker alone', async () => {
		const { edition, organiser, itemId } = await placed();
		const change = { editionId: edition.id, note: '', by: organiser.id, now };
		await publishAgenda(held.db, change);
		expect(await preview(edition)).toMatchObject({
			mails: 0
		});
		expect(await publishAgenda(held.db, change)).toEqual({ ok: false, reason: 'nothing-changed' });
		await held.db
			.updateTable('agendaItem')
			.set({ roomId: edition.rooms[1]?.id ?? null })
			.where('id', '=', itemId)
			.execute();
		expect(await preview(edition)).toEqual({
			speakersAdded: 0,
			entries: { created: 0, updated: 1, cancelled: 0 },
			mails: 1
		});
		expect(await publishAgenda(held.db, change)).toMatchObject({
			value: { entries: { created: 0, updated: 1, cancelled: 0 } }
		});
		expect((await outbox(held.db)).filter((line) => line.endsWith('queued')).sort()).toEqual([
			'Guest: calendar day:2027-05-24 new 0 queued',
			'Speaker: calendar talk changed 1 queued'
		]);
	});

	it('without a talk that was published before cancels it for its speaker', async () => {
		const { edition, organiser, itemId, speaker } = await placed();
		const change = { editionId: edition.id, note: '', by: organiser.id, now };
		await publishAgenda(held.db, change);
		await makeTalkItem(held.db, {
			editionId: edition.id,
			speakerIds: [speaker.id],
			startsAt: '2027-05-24T07:00:00.000Z',
			endsAt: '2027-05-24T08:30:00.000Z'
		});
		await held.db.deleteFrom('agendaItem').where('id', '=', itemId).execute();
		expect(await publishAgenda(held.db, change)).toMatchObject({
			value: { speakersAdded: 0, entries: { created: 1, updated: 0, cancelled: 1 } }
		});
	});
});

describe('reconciling a whole edition', () => {
	it('sends as many statements for 400 guests as for 4', async () => {
		const few = await makeEdition(held.db);
		const many = await makeEdition(held.db);
		for (const [edition, count] of [
			[few, 4],
			[many, 400]
		] as const) {
			for (let at = 0; at < count; at++) {
				await makeGuest(held.db, { editionId: edition.id, answer: 'yes' });
			}
		}
		const reconcile = (editionId: string) =>
			countQueries(held.db, (db) =>
				inTransaction(db, (trx) => reconcileCalendar(trx, { editionId, now }))
			);
		const previewed = (edition: Edition) =>
			countQueries(held.db, (db) =>
				previewPublication(db, { edition, programme: { days: [] }, now })
			);
		expect(await previewed(many)).toBe(await previewed(few));
		const forFew = await reconcile(few.id);
		expect(await reconcile(many.id)).toBe(forFew);
		expect(await outbox(held.db)).toHaveLength(404);
	});
});
