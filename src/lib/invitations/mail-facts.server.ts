import type { Programme } from '#lib/agenda/programme.ts';
import { latestRelease } from '#lib/agenda/queries.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import type { Reader } from '#lib/db/transaction.ts';
import type { Guest } from '#lib/guests/guest.ts';
import { listGuestsByIds } from '#lib/guests/queries.server.ts';

/** The guests that mails are about, and their editions with what is published of them, by id. */
export interface GuestMailFacts {
	guests: Map<string, Guest>;
	editions: Map<string, { edition: Edition; programme: Programme | undefined }>;
}

/** Reads them for many mails at once. */
export async function readGuestMailFacts(
	db: Reader,
	payloads: { guestId: string }[]
): Promise<GuestMailFacts> {
	const found = await listGuestsByIds(
		db,
		payloads.map(({ guestId }) => guestId)
	);
	const editionIds = new Set(found.map(({ editionId }) => editionId));
	const editions = await Promise.all(
		[...editionIds].map(async (id) => ({
			edition: await getEdition(db, id),
			programme: (await latestRelease(db, id))?.programme
		}))
	);
	return {
		guests: new Map(found.map((guest) => [guest.id, guest])),
		editions: new Map(editions.map((one) => [one.edition.id, one]))
	};
}
