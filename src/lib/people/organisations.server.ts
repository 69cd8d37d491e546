import { recordChange } from '#lib/changes/commands.server.ts';
import { inChunks } from '#lib/db/chunks.ts';
import type { OrganisationTable } from '#lib/db/schema/people.ts';
import { isPostgres, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { compareText, fold, oneLine } from '#lib/platform/text.ts';
import { organisationChange } from './people-changes.ts';

export interface NamedOrganisation {
	name: string;
	country?: string | null;
	address?: string | null;
}

/**
 * One id for each given organisation, in their order; undefined for an empty name. The same name, case and
 * accents aside, in the same country is the same organisation. Without a country it is the first of that name;
 * a missing country or address is filled in. Rows are locked and written in the order of their names.
 */
export async function ensureOrganisations(
	trx: Transaction,
	organisations: NamedOrganisation[],
	now: Instant
): Promise<(string | undefined)[]> {
	const wanted = organisations.map(({ name, country, address }) => ({
		name: oneLine(name),
		nameFolded: fold(oneLine(name)),
		country: country || null,
		address: oneLine(address ?? '') || null
	}));
	// A name with its country comes first: the same name without one is then the same organisation.
	const distinct = wanted
		.filter(({ nameFolded }) => nameFolded)
		.sort(
			(a, b) =>
				compareText(a.nameFolded, b.nameFolded) || compareText(b.country ?? '', a.country ?? '')
		);
	const names = [...new Set(distinct.map(({ nameFolded }) => nameFolded))];
	const known = await readOrganisations(trx, names, { lock: true });
	const added: OrganisationTable[] = [];
	const changed = new Set<OrganisationTable>();
	for (const one of distinct) {
		const row = matching(known, one);
		if (row) {
			const before = { ...row };
			if (fillIn(row, one)) {
				changed.add(row);
				if (!added.includes(row))
					recordOrganisation(trx, 'organisation.completed', before, row, now);
			}
		} else {
			// The first spelling of a name is the one that is kept.
			const next = { id: newId(), ...one, createdAt: now };
			added.push(next);
			known.set(one.nameFolded, [...(known.get(one.nameFolded) ?? []), next]);
		}
	}
	await overwrite(
		trx,
		[...changed].filter((row) => !added.includes(row))
	);
	if (added.length === 0) return wanted.map((one) => matching(known, one)?.id);
	for (const chunk of inChunks(added)) {
		const made = await trx
			.insertInto('organisation')
			.values(chunk)
			.onConflict((conflict) => conflict.doNothing())
			.returningAll()
			.execute();
		for (const row of made) recordOrganisation(trx, 'organisation.added', null, row, now);
	}
	// Another request may have made the same one meanwhile: its row is the one that holds.
	const held = await readOrganisations(trx, names, { lock: false });
	return wanted.map((one) => matching(held, one)?.id);
}

function recordOrganisation(
	trx: Transaction,
	verb: 'organisation.added' | 'organisation.completed',
	before: OrganisationTable | null,
	after: OrganisationTable,
	now: Instant
): void {
	recordChange(trx, organisationChange, {
		verb,
		editionId: null,
		subjectId: after.id,
		name: after.name,
		before: before && toldOf(before),
		after: toldOf(after),
		isPart: true,
		now
	});
}

function toldOf({ name, country, address }: OrganisationTable) {
	return { name, country: country ?? '', address: address ?? '' };
}

/**
 * Puts right how an organisation is written and where it is, for everything that names it; recorded when something
 * changes. Refuses when there is another of that name and country: then that one is meant.
 */
export async function correctOrganisation(
	trx: Transaction,
	{
		organisationId,
		by,
		now,
		...typed
	}: { organisationId: string; name: string; country: string | null; by: string; now: Instant }
): Promise<Outcome<undefined, 'there-already'>> {
	const name = oneLine(typed.name);
	const nameFolded = fold(name);
	const alike = (await readOrganisations(trx, [nameFolded], { lock: true })).get(nameFolded) ?? [];
	const same = alike.find(({ country }) => country === typed.country);
	if (same && same.id !== organisationId) return refused('there-already');
	if (same?.name === name) return done();
	const before = await trx
		.selectFrom('organisation')
		.selectAll()
		.where('id', '=', organisationId)
		.executeTakeFirstOrThrow();
	const after = { ...before, name, nameFolded, country: typed.country };
	await trx
		.updateTable('organisation')
		.set({ name, nameFolded, country: typed.country })
		.where('id', '=', organisationId)
		.execute();
	recordChange(trx, organisationChange, {
		verb: 'organisation.corrected',
		editionId: null,
		subjectId: organisationId,
		name,
		before: toldOf(before),
		after: toldOf(after),
		by,
		now
	});
	return done();
}

type Known = Map<string, OrganisationTable[]>;

async function readOrganisations(
	trx: Transaction,
	names: string[],
	{ lock }: { lock: boolean }
): Promise<Known> {
	const known: Known = new Map();
	for (const chunk of inChunks(names)) {
		const rows = await trx
			.selectFrom('organisation')
			.selectAll()
			.where('nameFolded', 'in', chunk)
			.$if(isPostgres(trx), (query) => query.orderBy('nameFolded', (order) => order.collate('C')))
			.orderBy('createdAt')
			.orderBy('id')
			// Whoever names an organisation meanwhile need not wait.
			.$if(lock && isPostgres(trx), (query) => query.forNoKeyUpdate())
			.execute();
		for (const row of rows) {
			known.set(row.nameFolded, [...(known.get(row.nameFolded) ?? []), row]);
		}
	}
	return known;
}

function matching(
	known: Known,
	wanted: { nameFolded: string; country: string | null }
): OrganisationTable | undefined {
	const rows = known.get(wanted.nameFolded) ?? [];
	if (!wanted.country) return rows[0];
	return (
		rows.find(({ country }) => country === wanted.country) ??
		rows.find(({ country }) => country === null)
	);
}

/** False when the row knew it all. */
function fillIn(
	row: OrganisationTable,
	wanted: { country: string | null; address: string | null }
): boolean {
	const country = row.country ?? wanted.country;
	const address = row.address ?? wanted.address;
	if (country === row.country && address === row.address) return false;
	Object.assign(row, { country, address });
	return true;
}

async function overwrite(trx: Transaction, rows: OrganisationTable[]): Promise<void> {
	for (const chunk of inChunks(rows)) {
		await trx
			.insertInto('organisation')
			.values(chunk)
			.onConflict((conflict) =>
				conflict.column('id').doUpdateSet(({ ref }) => ({
					country: ref('excluded.country'),
					address: ref('excluded.address')
				}))
			)
			.execute();
	}
}
