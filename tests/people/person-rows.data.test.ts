import { sql, type SelectQueryBuilder } from 'kysely';
import { expect, it } from 'vitest';
import { guestIdRows } from '#lib/guests/queries.server.ts';
import { organisationRows, personNameRows, personRows } from '#lib/people/queries.server.ts';
import { projectTitleRows } from '#lib/projects/queries.server.ts';
import { engine, useDatabase } from '../database.ts';

const held = useDatabase();

type Query = (db: typeof held.db) => Pick<SelectQueryBuilder<object, never, object>, 'explain'>;

/** How the engine would answer a query, as text. */
async function planOf(query: Query): Promise<string> {
	const steps = await query(held.db).explain(
		undefined,
		engine === 'sqlite' ? sql`query plan` : undefined
	);
	return JSON.stringify(steps);
}

it.each<[string, Query]>([
	[
		'persons with their organisation, beside guests',
		(db) =>
			db
				.selectFrom('guest')
				.innerJoin(personRows(db).as('person'), 'person.id', 'guest.personId')
				.leftJoin('answer', 'answer.guestId', 'guest.id')
				.select(['guest.id', 'person.name', 'person.organisationName', 'answer.at'])
				.where('guest.editionId', '=', 'an edition')
				.orderBy('person.nameFolded')
	],
	[
		'persons with their organisation, by their address',
		(db) =>
			db
				.selectFrom(personRows(db).as('person'))
				.select(['person.id', 'person.organisationName'])
				.where('person.email', '=', 'anna@school.example')
	],
	[
		'names of persons, where there may be none',
		(db) =>
			db
				.selectFrom('release')
				.leftJoin(personNameRows(db).as('person'), 'person.id', 'release.byPersonId')
				.select(['release.id', 'person.name'])
	],
	[
		'organisations, where there may be none',
		(db) =>
			db
				.selectFrom('mobility')
				.leftJoin(organisationRows(db).as('host'), 'host.id', 'mobility.hostOrganisationId')
				.select(['mobility.id', 'host.name'])
	],
	[
		'titles of projects, where there may be none',
		(db) =>
			db
				.selectFrom('talk')
				.leftJoin(projectTitleRows(db).as('project'), 'project.id', 'talk.projectId')
				.select(['talk.id', 'project.title'])
	],
	[
		'entries of an edition’s guests',
		(db) =>
			db
				.selectFrom('calendarEntry')
				.select('uid')
				.where('guestId', 'in', guestIdRows(db, 'an edition'))
	]
])('%s are joined as if the tables were, and not put aside first', async (_, query) => {
	expect(await planOf(query)).not.toMatch(/materialize|co-routine|scan person|subquery scan/i);
});
