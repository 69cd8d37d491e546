import { recordChange } from '#lib/changes/commands.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { isPostgres, inTransaction, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import type { Language } from '#lib/platform/languages.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { ensurePerson, type EnsuredPerson } from './commands.server.ts';
import { organiserChange } from './people-changes.ts';
import { nameOf } from './person.ts';
import { findPerson } from './queries.server.ts';

/** Lets a person organise; made from the address when new. Doing it twice changes nothing. */
export async function addOrganiser(
	db: Database | Transaction,
	{
		by,
		now,
		...person
	}: { name: string; email: string; language: Language; by: string | null; now: Instant }
): Promise<EnsuredPerson> {
	return inTransaction(db, async (trx) => {
		const { id } = await ensurePerson(trx, { ...person, now });
		const added = await trx
			.insertInto('organiser')
			.values({ personId: id, since: now, grantedBy: by })
			.onConflict((conflict) => conflict.column('personId').doNothing())
			.executeTakeFirst();
		const created = Number(added.numInsertedOrUpdatedRows ?? 0) > 0;
		if (created) {
			const held = await findPerson(trx, id);
			recordChange(trx, organiserChange, {
				verb: 'organiser.added',
				editionId: null,
				subjectId: id,
				name: held && nameOf(held),
				after: { email: held?.email ?? '' },
				by,
				now
			});
		}
		return { id, created };
	});
}

/** Takes the right to organise away, never from the last one. Their logins stay: they may still be a teacher. */
export async function removeOrganiser(
	db: Database | Transaction,
	{ personId, by, now }: { personId: string; by: string; now: Instant }
): Promise<Outcome<undefined, 'last-organiser'>> {
	return inTransaction(db, async (trx) => {
		// The rows are locked, so that two organisers cannot remove each other at the same moment.
		const organisers = await trx
			.selectFrom('organiser')
			.select('personId')
			.orderBy('personId')
			.$if(isPostgres(trx), (query) => query.forUpdate())
			.execute();
		if (!organisers.some((organiser) => organiser.personId === personId)) return done();
		if (organisers.length === 1) return refused('last-organiser');
		await trx.deleteFrom('organiser').where('personId', '=', personId).execute();
		const person = await findPerson(trx, personId);
		recordChange(trx, organiserChange, {
			verb: 'organiser.removed',
			editionId: null,
			subjectId: personId,
			name: person && nameOf(person),
			before: { email: person?.email ?? '' },
			by,
			now
		});
		return done();
	});
}
