import { getEdition } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { insertOnce } from '#lib/db/insert-once.ts';
import { inTransaction, isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import type { ActivityVerb } from '#lib/people/activity.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import type { LocalizedText } from '#lib/platform/languages.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { isOnAgenda } from '#lib/talks/talk.ts';
import { findClashes, isBlocking, type Clash } from './clashes.ts';
import { diffProgrammes, isUnchanged } from './difference.ts';
import { frozenProgramme } from './frozen-programme.ts';
import type { AgendaItem } from './item.ts';
import { findPlaceable, latestRelease, listItems } from './queries.server.ts';
import { fingerprint, programmeDays } from './release.ts';
import type { AgendaKind, Programme, Release } from './programme.ts';

type Writer = Database | Transaction;

interface Change {
	editionId: string;
	by: string;
	now: Instant;
}

/** A break, a ceremony or another occasion that is no talk; unplaced until it is placed. `formId` as `insertOnce` says. */
export function addItem(
	db: Writer,
	{
		formId = newId(),
		editionId,
		kind,
		title,
		by,
		now
	}: Change & { formId?: string; kind: Exclude<AgendaKind, 'talk'>; title: LocalizedText }
): Promise<{ id: string; revision: number }> {
	return inTransaction(db, async (trx) => {
		const { id, isNew } = await insertOnce(trx, 'agendaItem', {
			id: formId,
			editionId,
			kind,
			talkId: null,
			title: JSON.stringify(title),
			roomId: null,
			startsAt: null,
			endsAt: null,
			createdAt: now,
			revision: 1
		});
		if (isNew) await record(trx, 'agenda.added', { editionId, by, now }, id, { title });
		return { id, revision: 1 };
	});
}

export interface Placing extends Change {
	/** An item that is on the draft already, or a talk that may not be. */
	itemId?: string;
	talkId?: string;
	/** The revision that was on the screen; 0 for a talk that stood nowhere yet. */
	revision: number;
	roomId: string | null;
	startsAt: Instant;
	endsAt: Instant;
	/** Places it even where the room is taken. */
	insist?: boolean;
}

export type PlacingRefusal =
	| 'unknown'
	| 'not-accepted'
	| 'changed-meanwhile'
	| 'ends-before-start'
	| 'no-such-room'
	| 'room-taken';

/**
 * Gives an item a place, or another one. Only one of two placings made from the same revision holds; the other
 * is refused as `changed-meanwhile` (`listItems` and the activity tell who moved it where).
 */
export function placeItem(
	db: Writer,
	{ roomId, startsAt, endsAt, insist = false, revision, itemId, talkId, ...change }: Placing
): Promise<Outcome<{ id: string; revision: number; clashes: Clash[] }, PlacingRefusal>> {
	return inTransaction(db, async (trx) => {
		if (startsAt >= endsAt) return refused('ends-before-start');
		await lockAgenda(trx, change.editionId);
		const edition = await getEdition(trx, change.editionId);
		const room = edition.rooms.find(({ id }) => id === roomId);
		if (roomId !== null && !room) return refused('no-such-room');
		const found = await findPlaceable(trx, change.editionId, itemId ?? talkId ?? '');
		if (!found) return refused(talkId ? 'not-accepted' : 'unknown');
		const { items } = found;
		const item = { ...found.item, id: found.item.id || newId() };
		if (item.talk && !isOnAgenda(item.talk.state)) return refused('not-accepted');
		if (item.revision !== revision) return refused('changed-meanwhile');
		const placed = { ...item, roomId, startsAt, endsAt, revision: revision + 1 };
		const clashes = findClashes(
			[...items.filter(({ id }) => id !== item.id), placed],
			edition
		).filter((clash) => (clash.items as string[]).includes(item.id));
		if (!insist && clashes.some(isBlocking)) return refused('room-taken');
		const place = { roomId, startsAt, endsAt, revision: revision + 1 };
		await trx
			.insertInto('agendaItem')
			.values({
				id: item.id,
				editionId: item.editionId,
				kind: item.kind,
				talkId: item.talk?.id ?? null,
				title: '{}',
				createdAt: change.now,
				...place
			})
			.onConflict((conflict) => conflict.column('id').doUpdateSet(place))
			.execute();
		await record(trx, item.startsAt ? 'agenda.moved' : 'agenda.placed', change, item.id, {
			title: item.title,
			room: room?.name ?? null,
			startsAt,
			endsAt
		});
		return done({ id: item.id, revision: revision + 1, clashes });
	});
}

export interface ItemChange extends Change {
	itemId: string;
	revision: number;
}

/** Takes an item's place away; it waits to be placed again. */
export function unplaceItem(
	db: Writer,
	change: ItemChange
): Promise<Outcome<{ revision: number }, 'unknown' | 'changed-meanwhile'>> {
	return withItem(db, change, async (trx, item) => {
		await trx
			.updateTable('agendaItem')
			.set({ roomId: null, startsAt: null, endsAt: null, revision: item.revision + 1 })
			.where('id', '=', item.id)
			.execute();
		await record(trx, 'agenda.unplaced', change, item.id, { title: item.title });
		return { revision: item.revision + 1 };
	});
}

/** Takes an item off the draft. A talk that was accepted waits, unplaced, to be placed again. */
export function removeItem(
	db: Writer,
	change: ItemChange
): Promise<Outcome<undefined, 'unknown' | 'changed-meanwhile'>> {
	return withItem(db, change, async (trx, item) => {
		await trx.deleteFrom('agendaItem').where('id', '=', item.id).execute();
		await record(trx, 'agenda.removed', change, item.id, { title: item.title });
		return undefined;
	});
}

export type PublishingRefusal = 'nothing-placed' | 'changed-meanwhile' | 'nothing-changed';

/**
 * Freezes the draft as the next release. It sends nothing: `publishAgenda` in invitations/ does both. `expects` is the
 * fingerprint of what the organiser looked at; when the draft is another by now, nothing is published. Nor is what
 * readers have already.
 */
export function releaseAgenda(
	db: Writer,
	{ editionId, note, expects, by, now }: Change & { note: string; expects?: string }
): Promise<Outcome<Release, PublishingRefusal>> {
	return inTransaction(db, async (trx) => {
		await lockAgenda(trx, editionId);
		const edition = await getEdition(trx, editionId);
		const days = programmeDays(await listItems(trx, editionId), edition);
		if (days.length === 0) return refused('nothing-placed');
		if (expects && expects !== fingerprint({ days })) return refused('changed-meanwhile');
		const latest = await latestRelease(trx, editionId);
		if (latest && isUnchanged(diffProgrammes(latest.programme, { days }))) {
			return refused('nothing-changed');
		}
		const number = (latest?.number ?? 0) + 1;
		const { slug: editionSlug, timeZone } = edition;
		const programme: Programme = { editionSlug, number, releasedAt: now, timeZone, days };
		const id = newId();
		const added = await trx
			.insertInto('release')
			.values({
				id,
				editionId,
				number,
				note,
				programme: frozenProgramme.write(programme),
				byPersonId: by,
				releasedAt: now
			})
			.onConflict((conflict) => conflict.columns(['editionId', 'number']).doNothing())
			.executeTakeFirst();
		if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return refused('changed-meanwhile');
		await record(trx, 'agenda.released', { editionId, by, now }, id, { number, note });
		return done({ id, number, note, releasedAt: now, programme });
	});
}

async function withItem<Value>(
	db: Writer,
	{ editionId, itemId, revision }: ItemChange,
	work: (trx: Transaction, item: AgendaItem) => Promise<Value>
): Promise<Outcome<Value, 'unknown' | 'changed-meanwhile'>> {
	return inTransaction(db, async (trx) => {
		await lockAgenda(trx, editionId);
		const item = (await listItems(trx, editionId)).find(({ id }) => id === itemId);
		if (!item) return refused('unknown');
		if (item.revision !== revision) return refused('changed-meanwhile');
		return { ok: true, value: await work(trx, item) };
	});
}

// A clash lies between two rows, so changes of one agenda wait for each other. SQLite writes one at a time anyway.
export async function lockAgenda(trx: Transaction, editionId: string): Promise<void> {
	if (!isPostgres(trx)) return;
	await trx
		.selectNoFrom((select) =>
			select
				.fn<undefined>('pg_advisory_xact_lock', [
					select.fn<number>('hashtextextended', [select.val(`agenda ${editionId}`), select.lit(0)])
				])
				.as('locked')
		)
		.execute();
}

function record(
	trx: Transaction,
	verb: ActivityVerb,
	{ editionId, by, now }: Change,
	subjectId: string,
	detail: Record<string, unknown>
): Promise<void> {
	return recordActivity(trx, { verb, editionId, personId: by, subjectId, detail, now });
}
