import type { Reader } from '#lib/db/transaction.ts';
import { fallbackLanguage, inLanguage } from '#lib/platform/languages.ts';
import { findPerson } from '#lib/people/queries.server.ts';
import { venueOf } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { listTalks } from '#lib/talks/queries.server.ts';
import type { Guest } from '#lib/guests/guest.ts';
import { listAllGuests } from '#lib/guests/queries.server.ts';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import { listScans } from '#lib/door/queries.server.ts';
import {
	earnedBy,
	nameProblem,
	printableFacts,
	type CertificateContent,
	type NameProblem,
	type SharedFacts
} from './certificate.ts';
import { heldTalks } from './held-talks.ts';
import { daysThere, lengthOfDays } from './presence.ts';

/** A guest who was there, and what their certificate would say today. */
export interface Earned {
	guest: Guest;
	content: CertificateContent;
	/** Set when the name cannot be printed as it is. */
	problem: NameProblem | undefined;
}

/**
 * Everybody who was there, in the order of the guest list. Companions come without an answer of their own and get none.
 * `by` is the organiser in whose school's name it is confirmed.
 */
export async function listEarned(
	db: Reader,
	{ editionId, by }: { editionId: string; by: string | null }
): Promise<Earned[]> {
	const shared = await findSharedFacts(db, { editionId, by });
	const [scans, guests] = await Promise.all([
		listScans(db, editionId),
		listAllGuests(db, editionId)
	]);
	const scansOf = Map.groupBy(scans, ({ ticketCode }) => ticketCode);
	const event = { daysOn: shared.days.map(({ dayOn }) => dayOn), timeZone: shared.timeZone };
	return guests.flatMap((guest) => {
		const attendee = {
			personId: guest.person.id,
			name: guest.certificateName,
			language: guest.language,
			daysOn: daysThere(scansOf.get(guest.ticketCode) ?? [], event)
		};
		const content = earnedBy(attendee, shared);
		return content ? [{ guest, content, problem: nameProblem(content.name) }] : [];
	});
}

/** The facts that the certificates of an edition share. */
async function findSharedFacts(
	db: Reader,
	{ editionId, by }: { editionId: string; by: string | null }
): Promise<SharedFacts> {
	const [edition, talks, release, organiser] = await Promise.all([
		getEdition(db, editionId),
		listTalks(db, editionId),
		latestRelease(db, editionId),
		by === null ? undefined : findPerson(db, by)
	]);
	return printableFacts({
		event: edition.title,
		place: venueOf(edition),
		timeZone: edition.timeZone,
		issuer:
			organiser?.organisation?.name ||
			edition.venueName ||
			inLanguage(edition.title, fallbackLanguage),
		days: lengthOfDays(edition, release?.programme),
		talks: heldTalks(talks, release?.programme)
	});
}
