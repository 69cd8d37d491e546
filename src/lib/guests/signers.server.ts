import type { Reader } from '#lib/db/transaction.ts';
import { personRows } from '#lib/people/queries.server.ts';
import type { Language } from '#lib/platform/languages.ts';
import { sortNames } from '#lib/platform/format.ts';
import { latestAnswer } from './guest-rows.server.ts';
import { mayCome } from './guest.ts';

/** A person who signs the list at the door. Auditors ask for the sending organisation's name and address. */
export interface Signer {
	id: string;
	name: string;
	organisation: string;
	address: string;
	country: string | null;
}

/** Everybody who may come, by name in the order of the reader's alphabet, companions after whom they come with. */
export async function listSigners(
	db: Reader,
	editionId: string,
	language: Language
): Promise<Signer[]> {
	const guests = await db
		.selectFrom('guest')
		.innerJoin(personRows(db).as('person'), 'person.id', 'guest.personId')
		.select((select) => [
			'guest.id',
			'person.name',
			'person.organisationName as organisation',
			'person.organisationAddress as address',
			select.fn.coalesce('person.country', 'person.organisationCountry').as('country'),
			latestAnswer(db).select('answer.answer').as('answer')
		])
		.where('guest.editionId', '=', editionId)
		.where('guest.removedAt', 'is', null)
		.orderBy('guest.id')
		.execute();
	const companions = await db
		.selectFrom('companion')
		.innerJoin('guest', 'guest.id', 'companion.guestId')
		.select(['companion.id', 'companion.guestId', 'companion.name'])
		.where('guest.editionId', '=', editionId)
		.where('companion.removedAt', 'is', null)
		.orderBy('companion.addedAt')
		.orderBy('companion.id')
		.execute();
	const brought = Map.groupBy(companions, ({ guestId }) => guestId);
	return sortNames(guests, ({ name }) => name, language)
		.filter(({ answer }) => mayCome(answer))
		.flatMap(({ id, name, organisation, address, country }) => [
			{ id, name, organisation: organisation ?? '', address: address ?? '', country },
			...(brought.get(id) ?? []).map((companion) => ({
				id: companion.id,
				name: companion.name,
				organisation: '',
				address: '',
				country: null
			}))
		]);
}
