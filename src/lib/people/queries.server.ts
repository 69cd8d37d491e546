import type { Reader } from '#lib/db/transaction.ts';
import { personColumns, personFrom, personRows } from './person-rows.server.ts';
import type { Person } from './person.ts';

export {
	organisationRows,
	personColumns,
	personFrom,
	personNameRows,
	personRows
} from './person-rows.server.ts';

function persons(db: Reader) {
	return db.selectFrom(personRows(db).as('person')).select(personColumns);
}

export async function findPerson(db: Reader, id: string): Promise<Person | undefined> {
	const row = await persons(db).where('person.id', '=', id).executeTakeFirst();
	return row && personFrom(row);
}

/** `email` in any case. */
export async function findPersonByEmail(db: Reader, email: string): Promise<Person | undefined> {
	const row = await persons(db)
		.where('person.email', '=', email.trim().toLowerCase())
		.executeTakeFirst();
	return row && personFrom(row);
}

/** False on an installation that nobody has taken into use. */
export async function hasOrganiser(db: Reader): Promise<boolean> {
	const row = await db.selectFrom('organiser').select('personId').limit(1).executeTakeFirst();
	return row !== undefined;
}

export interface Organiser {
	id: string;
	name: string;
	email: string | null;
	since: string;
	grantedBy: string | null;
}

/** Everybody who may organise, longest first. */
export async function listOrganisers(db: Reader): Promise<Organiser[]> {
	return db
		.selectFrom('organiser')
		.innerJoin('person', 'person.id', 'organiser.personId')
		.leftJoin('person as grantor', 'grantor.id', 'organiser.grantedBy')
		.select([
			'person.id',
			'person.name',
			'person.email',
			'organiser.since',
			'grantor.name as grantedBy'
		])
		.orderBy('organiser.since')
		.orderBy('person.id')
		.execute();
}

/** The names of the persons of these ids, in no order. */
export async function listNames(
	db: Reader,
	ids: string[]
): Promise<{ id: string; name: string; email: string | null }[]> {
	if (ids.length === 0) return [];
	return db.selectFrom('person').select(['id', 'name', 'email']).where('id', 'in', ids).execute();
}

/** Names of organisations, each once, for fields that complete what is typed. */
export async function listOrganisations(db: Reader): Promise<string[]> {
	const rows = await db
		.selectFrom('organisation')
		.select('name')
		.orderBy('nameFolded')
		.orderBy('id')
		.limit(1_000)
		.execute();
	return [...new Set(rows.map(({ name }) => name))];
}
