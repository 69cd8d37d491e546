import { recordChange } from '#lib/changes/commands.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, isPostgres, type Transaction } from '#lib/db/transaction.ts';
import type { Day, Instant, TimeOfDay } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import type { LocalizedText } from '#lib/platform/languages.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { doorChange, editionChange, loggedEdition } from './edition-changes.ts';
import { hasTwins, isEditionSlug } from './edition.ts';
import { getEdition } from './queries.server.ts';

interface Settings {
	title: LocalizedText;
	theme: LocalizedText;
	timeZone: string;
	venueName: string;
	venueAddress: string;
	talksDueAt: Instant | null;
	answersDueAt: Instant | null;
	/** Those with an id stay and change, those without are new, and those left out go. */
	days: { id?: string; dayOn: Day; opens: TimeOfDay; closes: TimeOfDay }[];
	/** As `days`; their order is the order in which they are shown. */
	rooms: { id?: string; name: string; capacity: number | null }[];
}

export interface NewEdition extends Settings {
	slug: string;
	by: string;
	now: Instant;
}

export async function createEdition(
	db: Database | Transaction,
	{ slug, by, now, days, rooms, ...settings }: NewEdition
): Promise<Outcome<{ id: string; slug: string }, 'slug-taken' | 'slug-form' | 'day-twice'>> {
	if (!isEditionSlug(slug)) return refused('slug-form');
	if (hasTwins(days.map(({ dayOn }) => dayOn))) return refused('day-twice');
	return inTransaction(db, async (trx) => {
		const id = newId();
		const added = await trx
			.insertInto('edition')
			.values({
				id,
				slug,
				...columns(settings),
				doorOpenedAt: null,
				doorClosedAt: null,
				createdAt: now,
				revision: 1
			})
			.onConflict((conflict) => conflict.column('slug').doNothing())
			.executeTakeFirst();
		if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return refused('slug-taken');
		await addDays(trx, id, days);
		await addRooms(trx, id, rooms);
		recordChange(trx, editionChange, {
			verb: 'edition.created',
			editionId: id,
			subjectId: id,
			name: slug,
			after: loggedEdition(await getEdition(trx, id)),
			by,
			now
		});
		return done({ id, slug });
	});
}

export interface ChangedEdition extends Settings {
	editionId: string;
	/** The revision that was looked at when the change was made. */
	revision: number;
	by: string;
	now: Instant;
}

/**
 * Refuses when somebody saved meanwhile, and when a day stands twice. What the agenda makes of it, such as of a room
 * that goes, `changeSettings` there knows.
 */
export async function updateEdition(
	db: Database | Transaction,
	{ editionId, revision, by, now, days, rooms, ...settings }: ChangedEdition
): Promise<Outcome<undefined, 'changed-meanwhile' | 'day-twice'>> {
	if (hasTwins(days.map(({ dayOn }) => dayOn))) return refused('day-twice');
	return inTransaction(db, async (trx) => {
		const before = await getEdition(trx, editionId);
		const changed = await trx
			.updateTable('edition')
			.set({ ...columns(settings), revision: revision + 1 })
			.where('id', '=', editionId)
			.where('revision', '=', revision)
			.executeTakeFirst();
		if (Number(changed.numUpdatedRows) === 0) return refused('changed-meanwhile');
		await replaceDays(trx, editionId, days);
		await replaceRooms(trx, editionId, rooms);
		recordChange(trx, editionChange, {
			verb: 'edition.updated',
			editionId,
			subjectId: editionId,
			name: before.slug,
			before: loggedEdition(before),
			after: loggedEdition(await getEdition(trx, editionId)),
			by,
			now
		});
		return done();
	});
}

interface DoorDeed {
	editionId: string;
	by: string;
	now: Instant;
}

/** The door lets people in from now on. Opening an open door changes nothing; a closed one opens again. */
export function openDoor(db: Database | Transaction, deed: DoorDeed): Promise<Outcome> {
	return turnDoor(db, deed, 'door.opened');
}

export function closeDoor(db: Database | Transaction, deed: DoorDeed): Promise<Outcome> {
	return turnDoor(db, deed, 'door.closed');
}

function turnDoor(
	db: Database | Transaction,
	{ editionId, by, now }: DoorDeed,
	verb: 'door.opened' | 'door.closed'
): Promise<Outcome> {
	return inTransaction(db, async (trx) => {
		const { doorOpenedAt, doorClosedAt } = await trx
			.selectFrom('edition')
			.select(['doorOpenedAt', 'doorClosedAt'])
			.where('id', '=', editionId)
			.$if(isPostgres(trx), (query) => query.forUpdate())
			.executeTakeFirstOrThrow();
		const isOpen = doorOpenedAt !== null && doorClosedAt === null;
		if (isOpen === (verb === 'door.opened')) return done();
		await trx
			.updateTable('edition')
			.set(
				verb === 'door.opened'
					? { doorOpenedAt: doorOpenedAt ?? now, doorClosedAt: null }
					: { doorClosedAt: now }
			)
			.where('id', '=', editionId)
			.execute();
		recordChange(trx, doorChange, {
			verb,
			editionId,
			subjectId: editionId,
			before: { open: isOpen },
			after: { open: !isOpen },
			by,
			now
		});
		return done();
	});
}

function columns({ title, theme, ...rest }: Omit<Settings, 'days' | 'rooms'>) {
	return { title: JSON.stringify(title), theme: JSON.stringify(theme), ...rest };
}

async function addDays(trx: Transaction, editionId: string, days: Settings['days']) {
	if (days.length === 0) return;
	await trx
		.insertInto('editionDay')
		.values(
			days.map(({ id, dayOn, opens, closes }) => ({
				id: id || newId(),
				editionId,
				dayOn,
				opens,
				closes
			}))
		)
		.execute();
}

// Nothing points at a day, and two days may swap their dates: they are written anew under their ids.
async function replaceDays(trx: Transaction, editionId: string, days: Settings['days']) {
	const held = await trx
		.deleteFrom('editionDay')
		.where('editionId', '=', editionId)
		.returning('id')
		.execute();
	const known = new Set(held.map(({ id }) => id));
	await addDays(
		trx,
		editionId,
		days.map(({ id, ...rest }) => (id && known.has(id) ? { id, ...rest } : rest))
	);
}

async function addRooms(trx: Transaction, editionId: string, rooms: Settings['rooms']) {
	if (rooms.length === 0) return;
	await trx
		.insertInto('room')
		.values(
			rooms.map(({ name, capacity }, position) => ({
				id: newId(),
				editionId,
				name,
				capacity,
				position
			}))
		)
		.execute();
}

async function replaceRooms(trx: Transaction, editionId: string, rooms: Settings['rooms']) {
	const held = await trx
		.selectFrom('room')
		.select('id')
		.where('editionId', '=', editionId)
		.execute();
	const known = new Set(held.map(({ id }) => id));
	const rows = rooms.map(({ id, name, capacity }, position) => ({
		id: id && known.has(id) ? id : newId(),
		editionId,
		name,
		capacity,
		position
	}));
	const staying = rows.map(({ id }) => id);
	await trx
		.deleteFrom('room')
		.where('editionId', '=', editionId)
		.$if(staying.length > 0, (query) => query.where('id', 'not in', staying))
		.execute();
	if (rows.length === 0) return;
	await trx
		.insertInto('room')
		.values(rows)
		.onConflict((conflict) =>
			conflict.column('id').doUpdateSet(({ ref }) => ({
				name: ref('excluded.name'),
				capacity: ref('excluded.capacity'),
				position: ref('excluded.position')
			}))
		)
		.execute();
}
