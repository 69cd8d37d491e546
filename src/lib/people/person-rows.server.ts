import type { Reader } from '#lib/db/transaction.ts';
import { languageOr } from '#lib/platform/languages.ts';
import type { Person } from './person.ts';

/**
 * Persons with their organisation, for other rooms to join: `.innerJoin(personRows(db).as('person'), …)`. Both engines
 * read it as if the tables were joined themselves. Left-joined it would be read whole: `personNameRows` is for that.
 */
export function personRows(db: Reader) {
	return db
		.selectFrom('person')
		.leftJoin('organisation', 'organisation.id', 'person.organisationId')
		.select([
			'person.id',
			'person.name',
			'person.nameFolded',
			'person.email',
			'person.country',
			'person.language',
			'organisation.id as organisationId',
			'organisation.name as organisationName',
			'organisation.nameFolded as organisationNameFolded',
			'organisation.country as organisationCountry',
			'organisation.address as organisationAddress'
		]);
}

/** Persons by what they are called, for other rooms to join in any way. */
export function personNameRows(db: Reader) {
	return db.selectFrom('person').select(['id', 'name', 'nameFolded', 'email']);
}

/** Organisations, for other rooms to join in any way. */
export function organisationRows(db: Reader) {
	return db.selectFrom('organisation').select(['id', 'name', 'nameFolded', 'country']);
}

/** The columns of `personRows` that make a `Person`, for `personFrom`. */
export const personColumns = [
	'person.id',
	'person.name',
	'person.email',
	'person.country',
	'person.language',
	'person.organisationId',
	'person.organisationName',
	'person.organisationCountry'
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
