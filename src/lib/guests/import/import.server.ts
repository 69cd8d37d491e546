import { recordChange } from '#lib/changes/commands.server.ts';
import { inChunks } from '#lib/db/chunks.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Reader, type Transaction } from '#lib/db/transaction.ts';
import { ensurePersons } from '#lib/people/commands.server.ts';
import { personRows } from '#lib/people/queries.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { addGuests } from '../list-additions.server.ts';
import { planImport, type KnownPerson, type PlannedRow } from './plan.ts';
import { guestChange } from '../guest-changes.ts';
import type { ListedGuest } from './rows.ts';

export { findHeadings, type Headings } from './headings.ts';
export { readPreviewText, writePreviewText } from './preview-text.ts';
export { previewOf, type Preview, type PreviewRow } from './preview.ts';
export { readTable } from './read-table.server.ts';
export { readRows } from './rows.ts';
export { mostBytes, mostRows, type TableProblem } from './table.ts';

/** The plan of importing these guests into an edition now. Writes nothing. */
export async function previewImport(
	db: Reader,
	{ editionId, guests }: { editionId: string; guests: ListedGuest[] }
): Promise<PlannedRow[]> {
	return planImport(
		guests,
		await listKnown(
			db,
			editionId,
			guests.map(({ email }) => email)
		)
	);
}

export interface ImportCounts {
	created: number;
	updated: number;
	skipped: number;
}

/**
 * Puts the guests of a list on an edition's list, in one transaction. Judged anew, so that what happened since the
 * preview counts; a second run creates nobody twice.
 */
export function importGuests(
	db: Database | Transaction,
	{
		editionId,
		guests,
		by,
		now
	}: { editionId: string; guests: ListedGuest[]; by: string; now: Instant }
): Promise<ImportCounts> {
	return inTransaction(db, async (trx) => {
		const plan = await previewImport(trx, { editionId, guests });
		const wanted = plan.filter(({ kind }) => kind !== 'skip').map(({ guest }) => guest);
		const persons = await ensurePersons(
			trx,
			wanted.map(({ name, email, organisation, address, country, language }) => ({
				name,
				email,
				organisation: organisation ? { name: organisation, country, address } : null,
				country,
				language,
				now
			}))
		);
		const added = await addGuests(
			trx,
			wanted.map(({ role }, at) => ({
				editionId,
				personId: persons[at]?.id ?? '',
				source: 'import' as const,
				role,
				by,
				now
			})),
			{ isPart: true }
		);
		const created = added.filter((guest) => guest.created).length;
		const updated = plan.filter(({ kind }) => kind === 'update').length;
		const counts = { created, updated, skipped: guests.length - created - updated };
		if (created + updated > 0) {
			recordChange(trx, guestChange, {
				verb: 'guests.imported',
				editionId,
				subjectId: editionId,
				after: counts,
				by,
				now
			});
		}
		return counts;
	});
}

async function listKnown(
	db: Reader,
	editionId: string,
	emails: string[]
): Promise<Map<string, KnownPerson>> {
	const known = new Map<string, KnownPerson>();
	for (const chunk of inChunks(emails, 1_000)) {
		const rows = await db
			.selectFrom(personRows(db).as('person'))
			.leftJoin('guest', (join) =>
				join.onRef('guest.personId', '=', 'person.id').on('guest.editionId', '=', editionId)
			)
			.select([
				'person.email',
				'person.name',
				'person.organisationId',
				'person.country',
				'guest.role',
				'guest.removedAt'
			])
			.where('person.email', 'in', chunk)
			.execute();
		for (const { email, name, organisationId, country, role, removedAt } of rows) {
			known.set(email ?? '', {
				email: email ?? '',
				name,
				hasOrganisation: organisationId !== null,
				country,
				guest: role === null ? undefined : { role, removed: removedAt !== null }
			});
		}
	}
	return known;
}
