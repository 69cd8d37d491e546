import { inChunks } from '#lib/db/chunks.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { listAddressees, type Addressee } from './addressees.server.ts';
import { lockGuests } from './row-writing.server.ts';

type Sent = 'invitedAt' | 'remindedAt';

/**
 * Writes down that guests are being invited, or reminded, and answers with them. Those of `guests` are read again under
 * a lock, and only whom `may` allows then are written down: of two who send at once, each guest is one's.
 */
export async function claimGuests(
	trx: Transaction,
	{
		editionId,
		guests,
		may,
		sent,
		now
	}: {
		editionId: string;
		guests: Addressee[];
		may: (guest: Addressee) => boolean;
		sent: Sent;
		now: Instant;
	}
): Promise<Addressee[]> {
	const wanted = guests.filter(may).map(({ id }) => id);
	await lockGuests(trx, wanted);
	const claimed: Addressee[] = [];
	for (const guestIds of inChunks(wanted)) {
		claimed.push(...(await listAddressees(trx, { editionId, guestIds })).filter(may));
	}
	for (const chunk of inChunks(claimed.map(({ id }) => id))) {
		await trx
			.updateTable('guest')
			.set({ [sent]: now })
			.where('id', 'in', chunk)
			.execute();
	}
	return claimed;
}
