import type { Reader } from '#lib/db/transaction.ts';
import { languageOr } from '#lib/platform/languages.ts';
import type { Person } from './person.ts';

/** The columns that make a `Person`, for `personFrom`. Needs `organisation` left-joined. */
export const personColumns = [
	'person.id',
	'person.name',
	'person.email',
	'person.country',
	'person.language',
	'organisation.id as organisationId',
	'organisation.name as organisationName',
	'organisation.country as organisationCountry'
] as const;

interface PersonRow {
	id: string;
	name: string;
	email: string | null;
	country: string | null;
	language: string;
	organisationId: string | null;
	organisationName: string | null;
	organisationCountry: string | null;
}

/** A row of `personColumns` as a `Person`. */
export function personFrom(row: PersonRow): Person {
	return {
		id: row.id,
		name: row.name,
		email: row.email,
		organisation: row.organisationId
			? {
					id: row.organisationId,
					name: row.organisationName ?? '',
					country: row.organisationCountry
				}
			: null,
		country: row.country,
		language: languageOr(row.language)
	};
}

function persons(db: Reader) {
	return db
		.selectFrom('person')
		.leftJoin('organisation', 'organisation.id', 'person.organisationId')
		.select(personColumns);
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
