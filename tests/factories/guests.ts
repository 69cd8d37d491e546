import { unguarded } from '#lib/db/transaction.ts';
import type { Database } from '#lib/db/connect.ts';
import type { AnswerTable, CompanionTable, GuestTable } from '#lib/db/schema/guests.ts';
import type { PersonTable } from '#lib/db/schema/people.ts';
import { foldAnswers } from '#lib/guests/guest.ts';
import { listAnswers } from '#lib/guests/queries.server.ts';
import { newId } from '#lib/platform/ids.ts';
import { randomCode } from '#lib/platform/random.server.ts';
import { fold } from '#lib/platform/text.ts';
import { makePerson, now } from './people.ts';

/** A guest who was not invited yet; with `answer`, one who has answered. Makes the person when none is given. */
export async function makeGuest(
	db: Database,
	{
		editionId,
		person,
		answer,
		...row
	}: Partial<GuestTable> & {
		editionId: string;
		person?: Partial<PersonTable>;
		answer?: AnswerTable['answer'];
	}
): Promise<GuestTable> {
	const guest: GuestTable = {
		id: newId(),
		editionId,
		personId: row.personId ?? (await makePerson(db, person)).id,
		source: 'import',
		role: 'guest',
		ticketCode: randomCode(16),
		linkVersion: 1,
		createdAt: now,
		invitedAt: null,
		remindedAt: null,
		mailStoppedAt: null,
		removedAt: null,
		...row
	};
	await unguarded(db).insertInto('guest').values(guest).execute();
	if (answer) await makeAnswer(db, { guestId: guest.id, answer });
	return guest;
}

export async function makeAnswer(
	db: Database,
	row: Partial<AnswerTable> & { guestId: string }
): Promise<AnswerTable> {
	const { latest } = foldAnswers(await listAnswers(db, row.guestId));
	const answer: AnswerTable = {
		id: newId(),
		number: (latest?.number ?? 0) + 1,
		answer: 'yes',
		language: 'en',
		certificateName: '',
		givenBy: 'guest',
		byPersonId: null,
		at: now,
		...row
	};
	await unguarded(db).insertInto('answer').values(answer).execute();
	return answer;
}

export async function makeCompanion(
	db: Database,
	row: Partial<CompanionTable> & { guestId: string }
): Promise<CompanionTable> {
	const name = row.name ?? 'Ieva Grāvīte';
	const companion: CompanionTable = {
		id: newId(),
		name,
		nameFolded: fold(name),
		ticketCode: randomCode(16),
		addedAt: now,
		removedAt: null,
		...row
	};
	await unguarded(db).insertInto('companion').values(companion).execute();
	return companion;
}
