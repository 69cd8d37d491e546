import { unguarded } from '#lib/db/transaction.ts';
import type { Database } from '#lib/db/connect.ts';
import type { OrganisationTable, PersonTable } from '#lib/db/schema/people.ts';
import { newId } from '#lib/platform/ids.ts';
import { fold } from '#lib/platform/text.ts';

/** The moment tests happen at unless they say otherwise: before the sample edition. */
export const now = '2027-03-01T08:00:00.000Z';

let count = 0;

export async function makeOrganisation(
	db: Database,
	row: Partial<OrganisationTable> = {}
): Promise<OrganisationTable> {
	const name = row.name ?? `School ${++count}`;
	const organisation = {
		id: newId(),
		name,
		nameFolded: fold(name),
		country: 'LV',
		address: null,
		createdAt: now,
		...row
	};
	await unguarded(db).insertInto('organisation').values(organisation).execute();
	return organisation;
}

export async function makePerson(
	db: Database,
	row: Partial<PersonTable> = {}
): Promise<PersonTable> {
	const name = row.name ?? `Person ${++count}`;
	const person = {
		id: newId(),
		name,
		nameFolded: fold(name),
		email: `person-${++count}@school.example`,
		organisationId: null,
		country: 'LV',
		language: 'en',
		createdAt: now,
		...row
	};
	await unguarded(db).insertInto('person').values(person).execute();
	return person;
}

export async function makeOrganiser(
	db: Database,
	row: Partial<PersonTable> = {}
): Promise<PersonTable> {
	const person = await makePerson(db, row);
	await unguarded(db)
		.insertInto('organiser')
		.values({ personId: person.id, since: now, grantedBy: null })
		.execute();
	return person;
}
