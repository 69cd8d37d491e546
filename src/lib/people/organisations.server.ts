import type { OrganisationTable } from '#lib/db/schema.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { fold, oneLine } from '#lib/platform/text.ts';
import { inChunks } from './chunks.ts';

export interface NamedOrganisation {
	name: string;
	country?: string | null;
	address?: string | null;
}

/** The organisation of that name and country, made when it is new. */
export async function ensureOrganisation(
	trx: Transaction,
	{ now, ...organisation }: NamedOrganisation & { now: Instant }
): Promise<string> {
	const [id] = await ensureOrganisations(trx, [organisation], now);
	if (!id) throw new Error('an organisation needs a name');
	return id;
}

/**
 * One id for each given organisation, in their order; undefined for an empty name. The same name, case and
 * accents aside, in the same country is the same organisation. Without a country it is the first of that name;
 * a missing country or address is filled in.
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
	const names = [...new Set(wanted.map(({ nameFolded }) => nameFolded).filter(Boolean))];
	let known = await readOrganisations(trx, names);
	// The first spelling of a name is the one that is kept.
	const missing = new Map<string, (typeof wanted)[number]>();
	for (const one of wanted) {
		const key = `${one.nameFolded}|${one.country ?? ''}`;
		if (one.nameFolded && !matching(known, one) && !missing.has(key)) missing.set(key, one);
	}
	// A name that also comes with its country needs no row without one.
	const countried = new Set(
		[...missing.values()].filter((one) => one.country).map((one) => one.nameFolded)
	);
	const rows = [...missing.values()]
		.filter((one) => one.country || !countried.has(one.nameFolded))
		.map((one) => ({ id: newId(), ...one, createdAt: now }));
	if (rows.length > 0) {
		for (const chunk of inChunks(rows)) {
			await trx
				.insertInto('organisation')
				.values(chunk)
				.onConflict((conflict) => conflict.doNothing())
				.execute();
		}
		known = await readOrganisations(trx, names);
	}
	await fillIn(trx, known, wanted);
	return wanted.map((one) => (one.nameFolded ? matching(known, one)?.id : undefined));
}

type Known = Map<string, OrganisationTable[]>;

async function readOrganisations(trx: Transaction, names: string[]): Promise<Known> {
	const known: Known = new Map();
	for (const chunk of inChunks(names)) {
		const rows = await trx
			.selectFrom('organisation')
			.selectAll()
			.where('nameFolded', 'in', chunk)
			.orderBy('createdAt')
			.orderBy('id')
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

async function fillIn(
	trx: Transaction,
	known: Known,
	wanted: { nameFolded: string; country: string | null; address: string | null }[]
): Promise<void> {
	const changed = new Set<OrganisationTable>();
	for (const one of wanted) {
		const row = one.nameFolded ? matching(known, one) : undefined;
		if (!row) continue;
		const country = row.country ?? one.country;
		const address = row.address ?? one.address;
		if (country === row.country && address === row.address) continue;
		changed.add(Object.assign(row, { country, address }));
	}
	for (const chunk of inChunks([...changed])) {
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
