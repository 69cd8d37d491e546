import type { Transaction } from '#lib/db/transaction.ts';
import { ensurePersons } from '#lib/people/commands.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { guests } from './guests.ts';
import { organisations } from './organisations.ts';

/** Makes everyone known, once; answers with the persons' ids by name. */
export async function keepSamplePeople(
	trx: Transaction,
	now: Instant
): Promise<Map<string, string>> {
	const ensured = await ensurePersons(
		trx,
		guests.map(({ name, email, organisation }) => ({
			name,
			email,
			organisation: organisations[organisation],
			country: organisations[organisation].country,
			language: organisations[organisation].country === 'LV' ? 'lv' : 'en',
			now
		}))
	);
	return new Map(guests.map(({ name }, at) => [name, ensured[at]?.id ?? '']));
}
