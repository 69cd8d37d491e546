import { recordChange } from '#lib/changes/commands.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { insertOnce } from '#lib/db/insert-once.ts';
import { inTransaction, isPostgres, type Transaction } from '#lib/db/transaction.ts';
import { ensureOrganisations, ensurePerson } from '#lib/people/commands.server.ts';
import { nameOf } from '#lib/people/person.ts';
import { personRows } from '#lib/people/queries.server.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { fallbackLanguage } from '#lib/platform/languages.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { fold } from '#lib/platform/text.ts';
import { mobilityChange } from './project-changes.ts';
import type { Mobility, MobilityActivity } from './project.ts';
import { listMobilities } from './queries.server.ts';

export interface NewMobility {
	/** As `insertOnce` says. */
	formId?: string | undefined;
	projectId: string;
	/** A person we know, or one by name; without an address, somebody of that very name who went before is the same person. */
	person: { id: string } | { name: string; email: string | null };
	host: { name: string; country?: string | null } | null;
	country: string;
	activity: MobilityActivity;
	startsOn: Day | null;
	endsOn: Day | null;
	by: string;
	now: Instant;
}

/** Registers a person's mobility under a project. */
export async function addMobility(
	db: Database | Transaction,
	{ formId = newId(), projectId, person, host, by, now, ...columns }: NewMobility
): Promise<Outcome<{ id: string }, 'project-unknown'>> {
	return inTransaction(db, async (trx) => {
		// Of two that arrive at once the later finds the person whom the earlier has made.
		const project = await lockProject(trx, projectId);
		if (!project) return refused('project-unknown');
		const personId = 'id' in person ? person.id : await participant(trx, person, now);
		const [hostOrganisationId] = await ensureOrganisations(
			trx,
			host ? [{ name: host.name, country: host.country ?? columns.country }] : [],
			now
		);
		const { id, isNew } = await insertOnce(trx, 'mobility', {
			id: formId,
			projectId,
			personId,
			hostOrganisationId: hostOrganisationId ?? null,
			...columns,
			createdAt: now
		});
		if (!isNew) return done({ id });
		const added = (await listMobilities(trx, projectId)).find((one) => one.id === id);
		if (!added) throw new Error('a mobility went missing');
		recordChange(trx, mobilityChange, {
			verb: 'mobility.added',
			editionId: null,
			subjectId: projectId,
			name: project.title,
			after: toldOf(added),
			by,
			now
		});
		return done({ id });
	});
}

/** Takes a mobility away again; the person stays. */
export async function removeMobility(
	db: Database | Transaction,
	{ mobilityId, by, now }: { mobilityId: string; by: string; now: Instant }
): Promise<Outcome> {
	return inTransaction(db, async (trx) => {
		const removed = (await listMobilities(trx)).find(({ id }) => id === mobilityId);
		const { numDeletedRows } = await trx
			.deleteFrom('mobility')
			.where('id', '=', mobilityId)
			.executeTakeFirst();
		if (!removed || Number(numDeletedRows) === 0) return done();
		const project = await lockProject(trx, removed.projectId);
		recordChange(trx, mobilityChange, {
			verb: 'mobility.removed',
			editionId: null,
			subjectId: removed.projectId,
			name: project?.title,
			before: toldOf(removed),
			by,
			now
		});
		return done();
	});
}

function toldOf({ person, host, country, activity, startsOn, endsOn }: Mobility) {
	return { person: nameOf(person), host: host ?? '', country, activity, startsOn, endsOn };
}

/** Locks a project until the transaction ends; whatever else is done about it waits. Undefined for one there is not. */
export function lockProject(
	trx: Transaction,
	projectId: string
): Promise<{ title: string } | undefined> {
	return trx
		.selectFrom('project')
		.select('title')
		.where('id', '=', projectId)
		.$if(isPostgres(trx), (query) => query.forUpdate())
		.executeTakeFirst();
}

async function participant(
	trx: Transaction,
	{ name, email }: { name: string; email: string | null },
	now: Instant
): Promise<string> {
	const known = email
		? undefined
		: await trx
				.selectFrom('mobility')
				.innerJoin(personRows(trx).as('person'), 'person.id', 'mobility.personId')
				.select('person.id')
				.where('person.email', 'is', null)
				.where('person.nameFolded', '=', fold(name))
				.orderBy('person.id')
				.limit(1)
				.executeTakeFirst();
	if (known) return known.id;
	return (await ensurePerson(trx, { name, email, language: fallbackLanguage, now })).id;
}
