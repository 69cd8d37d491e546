import { recordChange } from '#lib/changes/commands.server.ts';
import type { ChangeVerb } from '#lib/changes/verb.ts';
import type { ChangedValues } from '#lib/changes/subject.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { insertOnce } from '#lib/db/insert-once.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { fallbackLanguage, inLanguage, type LocalizedText } from '#lib/platform/languages.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { isOnAgenda } from '#lib/talks/talk.ts';
import { findClashes, isBlocking, type Clash } from './clashes.ts';
import { itemChange } from './agenda-changes.ts';
import type { AgendaItem } from './item.ts';
import { lockAgenda } from './lock.server.ts';
import type { AgendaKind } from './programme.ts';
import { findPlaceable, listItems } from './queries.server.ts';

export { publishAgenda } from './publishing.server.ts';

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
		if (isNew) record(trx, 'agenda.added', { editionId, by, now }, { id, title }, null, { title });
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
		record(
			trx,
			item.startsAt ? 'agenda.moved' : 'agenda.placed',
			change,
			item,
			placeOf(item, edition),
			placeOf(placed, edition)
		);
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
		const edition = await getEdition(trx, change.editionId);
		await trx
			.updateTable('agendaItem')
			.set({ roomId: null, startsAt: null, endsAt: null, revision: item.revision + 1 })
			.where('id', '=', item.id)
			.execute();
		record(trx, 'agenda.unplaced', change, item, placeOf(item, edition), nowhere);
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
		record(trx, 'agenda.removed', change, item, { title: item.title }, null);
		return undefined;
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

type ItemFacts = ChangedValues<typeof itemChange>;

const nowhere: ItemFacts = { room: '', startsAt: null, endsAt: null };

/** Where an item is, as the log holds it. */
export function placeOf(
	{ roomId, startsAt, endsAt }: Pick<AgendaItem, 'roomId' | 'startsAt' | 'endsAt'>,
	{ rooms }: Pick<Edition, 'rooms'>
): ItemFacts {
	return { room: rooms.find(({ id }) => id === roomId)?.name ?? '', startsAt, endsAt };
}

function record(
	trx: Transaction,
	verb: ChangeVerb,
	{ editionId, by, now }: Change,
	{ id, title }: Pick<AgendaItem, 'id' | 'title'>,
	before: ItemFacts | null,
	after: ItemFacts | null
): void {
	recordChange(trx, itemChange, {
		verb,
		editionId,
		subjectId: id,
		name: inLanguage(title, fallbackLanguage),
		before,
		after,
		by,
		now
	});
}
