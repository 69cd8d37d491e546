import { recordChange } from '#lib/changes/commands.server.ts';
import { inChunks } from '#lib/db/chunks.ts';
import type { PersonTable } from '#lib/db/schema/people.ts';
import { isPostgres, inTransaction, type Transaction } from '#lib/db/transaction.ts';
import type { Database } from '#lib/db/connect.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { redirectMails } from '#lib/mail/commands.server.ts';
import { newId } from '#lib/platform/ids.ts';
import type { Language } from '#lib/platform/languages.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { compareText, fold, oneLine } from '#lib/platform/text.ts';
import { ensureOrganisations, type NamedOrganisation } from './organisations.server.ts';
import { nameOf, type Person } from './person.ts';
import { personChange } from './people-changes.ts';
import { findPerson, findPersonByEmail } from './queries.server.ts';

export { correctOrganisation, ensureOrganisations } from './organisations.server.ts';

export interface NamedPerson {
	name: string;
	/** Null for a person without an address, such as a walk-in: always a new row. */
	email: string | null;
	organisation?: NamedOrganisation | null;
	country?: string | null;
	language: Language;
	/** Replaces a name that is already there; otherwise only an empty one is filled. */
	rename?: boolean;
	now: Instant;
}

export interface EnsuredPerson {
	id: string;
	created: boolean;
}

/**
 * The person with that address, in any case, made when new. What is empty in the row is filled in; what is
 * there stays, except a name with `rename`. Safe when two requests bring the same address at once.
 */
export async function ensurePerson(trx: Transaction, person: NamedPerson): Promise<EnsuredPerson> {
	const [ensured] = await ensurePersons(trx, [person]);
	if (!ensured) throw new Error('a person went missing');
	return ensured;
}

/**
 * `ensurePerson` for a whole list in few statements; answers in the order of the list. Rows are locked and written in
 * the order of their addresses, so that two lists at once wait for each other instead of both.
 */
export async function ensurePersons(
	trx: Transaction,
	list: NamedPerson[]
): Promise<EnsuredPerson[]> {
	const [first] = list;
	if (!first) return [];
	const organisationIds = await ensureOrganisations(
		trx,
		list.map((person) => person.organisation ?? { name: '' }),
		first.now
	);
	const wanted = list.map((person, at) => ({
		...person,
		name: oneLine(person.name),
		email: person.email?.trim().toLowerCase() || null,
		country: person.country || null,
		organisationId: organisationIds[at] ?? null
	}));
	const addresses = [...new Set(wanted.flatMap(({ email }) => email ?? []))].sort();
	const before = await readPersons(trx, addresses);
	const rows = new Map<string, PersonTable>();
	const changed = new Set<PersonTable>();
	const keys = wanted.map((person) => {
		const key = person.email ?? newId();
		const row = rows.get(key) ?? before.get(key);
		const next = row ? filledIn(row, person) : newRow(person);
		if (next !== row) {
			if (row) changed.delete(row);
			changed.add(next);
		}
		rows.set(key, next);
		return key;
	});
	const known = new Set([...before.values()].map(({ id }) => id));
	const written = [...changed].sort((a, b) => compareText(a.email ?? '', b.email ?? ''));
	const fresh = written.filter(({ id }) => !known.has(id));
	const completed = written.filter(({ id }) => known.has(id));
	const inserted = await insertNew(trx, fresh);
	await overwrite(trx, completed);
	for (const row of fresh) {
		if (inserted.has(row.id)) recordPerson(trx, 'person.added', null, row, first.now);
	}
	for (const row of completed) {
		recordPerson(trx, 'person.completed', before.get(row.email ?? '') ?? null, row, first.now);
	}
	// Another request may have made the same person meanwhile: its row is the one that holds.
	const after = await readPersons(
		trx,
		addresses.filter((email) => !before.has(email))
	);
	const created = new Set<string>();
	return keys.map((key) => {
		const row = rows.get(key);
		if (!row) throw new Error('a person went missing');
		const held = after.get(key) ?? row;
		const isNew = !before.has(key) && held.id === row.id && !created.has(held.id);
		created.add(held.id);
		return { id: held.id, created: isNew };
	});
}

type WantedPerson = NamedPerson & { organisationId: string | null; country: string | null };

function newRow(person: WantedPerson): PersonTable {
	return {
		id: newId(),
		name: person.name,
		nameFolded: fold(person.name),
		email: person.email,
		organisationId: person.organisationId,
		country: person.country,
		language: person.language,
		createdAt: person.now
	};
}

function filledIn(row: PersonTable, person: WantedPerson): PersonTable {
	const name = (person.rename && person.name) || row.name || person.name;
	const organisationId = row.organisationId ?? person.organisationId;
	const country = row.country ?? person.country;
	const same =
		name === row.name && organisationId === row.organisationId && country === row.country;
	return same ? row : { ...row, name, nameFolded: fold(name), organisationId, country };
}

async function readPersons(
	trx: Transaction,
	addresses: string[]
): Promise<Map<string, PersonTable>> {
	const persons = new Map<string, PersonTable>();
	for (const chunk of inChunks(addresses)) {
		const rows = await trx
			.selectFrom('person')
			.selectAll()
			.where('email', 'in', chunk)
			.$if(isPostgres(trx), (query) =>
				query.orderBy('email', (order) => order.collate('C')).forUpdate()
			)
			.execute();
		for (const row of rows) persons.set(row.email ?? '', row);
	}
	return persons;
}

/** The ids of those that nobody else had made meanwhile. */
async function insertNew(trx: Transaction, rows: PersonTable[]): Promise<Set<string>> {
	const inserted = new Set<string>();
	for (const chunk of inChunks(rows)) {
		const made = await trx
			.insertInto('person')
			.values(chunk)
			.onConflict((conflict) => conflict.column('email').doNothing())
			.returning('id')
			.execute();
		for (const { id } of made) inserted.add(id);
	}
	return inserted;
}

function recordPerson(
	trx: Transaction,
	verb: 'person.added' | 'person.completed',
	before: PersonTable | null,
	after: PersonTable,
	now: Instant
): void {
	const told = ({ name, email, country, language }: PersonTable) => ({
		name,
		email: email ?? '',
		country: country ?? '',
		language
	});
	recordChange(trx, personChange, {
		verb,
		editionId: null,
		subjectId: after.id,
		name: after.name || (after.email ?? ''),
		before: before && told(before),
		after: told(after),
		isPart: true,
		now
	});
}

async function overwrite(trx: Transaction, rows: PersonTable[]): Promise<void> {
	for (const chunk of inChunks(rows)) {
		await trx
			.insertInto('person')
			.values(chunk)
			.onConflict((conflict) =>
				conflict.column('email').doUpdateSet(({ ref }) => ({
					name: ref('excluded.name'),
					nameFolded: ref('excluded.nameFolded'),
					organisationId: ref('excluded.organisationId'),
					country: ref('excluded.country')
				}))
			)
			.execute();
	}
}

/** Writes what a person says about themselves; recorded as theirs, or as the organiser's who wrote it. */
export async function updatePerson(
	db: Database | Transaction,
	change: {
		personId: string;
		name: string;
		organisation?: NamedOrganisation | null;
		country?: string | null;
		language: Language;
		by: string;
		now: Instant;
	}
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const before = await findPerson(trx, change.personId);
		if (!before) return;
		const [organisationId] = change.organisation
			? await ensureOrganisations(trx, [change.organisation], change.now)
			: [undefined];
		const name = oneLine(change.name);
		await trx
			.updateTable('person')
			.set({
				name,
				nameFolded: fold(name),
				language: change.language,
				...(change.organisation === undefined ? {} : { organisationId: organisationId ?? null }),
				...(change.country === undefined ? {} : { country: change.country || null })
			})
			.where('id', '=', change.personId)
			.execute();
		const after = await findPerson(trx, change.personId);
		if (!after) throw new Error('a person went missing');
		recordChange(trx, personChange, {
			verb: 'person.updated',
			editionId: null,
			subjectId: change.personId,
			name: nameOf(after),
			before: toldOf(before),
			after: toldOf(after),
			by: change.by,
			now: change.now
		});
	});
}

function toldOf({ name, organisation, country, language }: Person) {
	return { name, organisation: organisation?.name ?? '', country: country ?? '', language };
}

/**
 * Gives a person another address, the one way to know them by, and ends their logins: who holds the old one may be
 * somebody else. What has not reached the old one goes there. Refuses an address that another person has, and whoever
 * organises: by the address one signs in as them.
 */
export async function changeAddress(
	db: Database | Transaction,
	{
		personId,
		email,
		by,
		now
	}: { personId: string; /** Lower case. */ email: string; by: string; now: Instant }
): Promise<Outcome<{ changed: boolean }, 'address-taken' | 'organises'>> {
	return inTransaction(db, async (trx) => {
		// Who does the same at once waits here, and then finds it done.
		await trx
			.selectFrom('person')
			.select('id')
			.where('id', '=', personId)
			.$if(isPostgres(trx), (query) => query.forUpdate())
			.execute();
		const holder = await findPersonByEmail(trx, email);
		if (holder?.id === personId) return done({ changed: false });
		if (holder) return refused('address-taken');
		const organises = await trx
			.selectFrom('organiser')
			.select('personId')
			.where('personId', '=', personId)
			.executeTakeFirst();
		if (organises) return refused('organises');
		const person = await findPerson(trx, personId);
		if (!person) return done({ changed: false });
		await trx.updateTable('person').set({ email }).where('id', '=', personId).execute();
		await trx.deleteFrom('login').where('personId', '=', personId).execute();
		// A newer calendar entry replaces one that waits; what withdraws one belongs where that was sent.
		await redirectMails(trx, { personId, address: email, besides: ['calendar'], now });
		recordChange(trx, personChange, {
			verb: 'person.address-changed',
			editionId: null,
			subjectId: personId,
			name: nameOf(person),
			before: { email: person.email ?? '' },
			after: { email },
			by,
			now
		});
		return done({ changed: true });
	});
}
