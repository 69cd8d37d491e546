import type { Transaction } from '#lib/db/transaction.ts';
import { addGuests, answerInvitation } from '#lib/guests/commands.server.ts';
import { sendInvitations } from '#lib/invitations/commands.server.ts';
import { hour, later, type Instant } from '#lib/platform/clock.ts';
import { expectDone } from './expect-done.ts';
import { guests } from './guests.ts';
import type { SampleStage } from './stage.ts';

/** One guest and one teacher of the sample, for whoever wants to look through their eyes. */
export interface SampleLinks {
	guestId: string;
	teacherEmail: string;
}

const teacher = 'Jānis Kalniņš';
/** Has not answered yet, so that the question is there to be seen. */
const guestToSee = guests.find(({ answer, role }) => !answer && role === 'partner')?.name;

/** Puts everyone on the list, invites them, and gives the answers that came in so far. */
export async function inviteSampleGuests(
	trx: Transaction,
	{ editionId, by }: SampleStage,
	personIds: Map<string, string>,
	now: Instant
): Promise<SampleLinks> {
	const added = await addGuests(
		trx,
		guests.map(({ name, role }) => ({
			editionId,
			personId: personIds.get(name) ?? '',
			source: 'import' as const,
			role,
			by,
			now
		})),
		{ isPart: true }
	);
	expectDone(await sendInvitations(trx, { editionId, by, now }), 'invitations');
	for (const [at, { name, answer, companions }] of guests.entries()) {
		if (!answer) continue;
		const answered = await answerInvitation(trx, {
			guestId: added[at]?.id ?? '',
			answer,
			companions: companions.map((companion) => ({ id: '', name: companion })),
			givenBy: 'guest',
			by: null,
			now: later(now, (at + 1) * 3 * hour)
		});
		expectDone(answered, `answer of ${name}`);
	}
	return {
		guestId: added[guests.findIndex(({ name }) => name === guestToSee)]?.id ?? '',
		teacherEmail: guests.find(({ name }) => name === teacher)?.email ?? ''
	};
}
