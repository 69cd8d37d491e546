import { mayCome, ticketCodeLength, type Ticket } from '#lib/guests/guest.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { normalizeCode } from '#lib/platform/codes.ts';
import {
	admits,
	insideOn,
	type ScanDecision,
	type Admission,
	type Presence,
	type Scan
} from './scan.ts';

/** The guest or companion a ticket belongs to, as a tablet shows them. */
export type Holder = Omit<Ticket, 'answer' | 'removed'>;

/** The list that a tablet has of an edition: whether its door is open, and who may come in. */
export interface DoorList {
	doorOpen: boolean;
	/** True when the door was open before. */
	doorClosed: boolean;
	tickets: Ticket[];
}

/** The server's word on one scan. `refused` names a row that cannot be in the log, such as one of another device. */
export interface Verdict {
	key: string;
	verdict: ScanDecision | 'refused';
	/** How the ticket already came in, when it is inside. */
	since: { at: Instant; gate: string } | null;
	/** The decision in the log under this key; null when there is none. */
	recorded: ScanDecision | null;
	holder: Holder | null;
}

/**
 * The ticket code in whatever a camera or a keyboard gave: bare, with spaces and dashes, or at the end of an
 * address. Anything else comes back as letters and digits too, cut to 32, and is on no list.
 */
export function ticketCodeIn(text: string): string {
	const last =
		text
			.trim()
			.split(/[/#?=]/)
			.at(-1) ?? '';
	const code = normalizeCode(last);
	return code.length === ticketCodeLength ? code : normalizeCode(text).slice(0, 32);
}

/** The decision on an arrival. Whoever is `inside` stays inside, whatever their answer was. */
export function judgeEntry(
	ticket: Ticket | undefined,
	inside: Admission | undefined
): ScanDecision {
	if (inside) return 'inside';
	if (!ticket || ticket.removed) return 'unknown';
	return mayCome(ticket.answer) ? 'welcome' : 'declined';
}

/** The verdict on a row in the log, of this day. An admission of somebody who came in elsewhere too says so. */
export function verdictOn(
	scan: Scan,
	{ presence, dayOn, ticket }: { presence: Presence; dayOn: Day; ticket: Ticket | undefined }
): Verdict {
	const letIn = admits(scan);
	const other = letIn ? doubleOf(scan.key, presence) : insideOn(presence, dayOn);
	const isInside = letIn ? other !== undefined : scan.decided === 'inside';
	return {
		key: scan.key,
		verdict: isInside ? 'inside' : letIn ? 'welcome' : scan.decided,
		since: isInside && other ? { at: other.at, gate: other.gate } : null,
		recorded: scan.decided,
		holder: holderOf(ticket)
	};
}

/** For what does not come into the log. */
export function refusal(key: string, ticket?: Ticket): Verdict {
	return { key, verdict: 'refused', since: null, recorded: null, holder: holderOf(ticket) };
}

function holderOf(ticket: Ticket | undefined): Verdict['holder'] {
	if (!ticket) return null;
	const { ticketCode, name, organisation, guestId, companionId } = ticket;
	return { ticketCode, name, organisation, guestId, companionId };
}

/** The other admission, when this one let in a ticket that is or was inside already. */
function doubleOf(key: string, presence: Presence): Admission | undefined {
	for (const { entry, again } of presence.doubles) {
		if (again.key === key) return entry;
		if (entry.key === key) return again;
	}
	return undefined;
}

/**
 * The row that a device has to add to the log when what it told the helper is not what the log says, because the
 * answer came too late: an admission that it made all the same, or the undoing of one that it did not make.
 */
export function amends(
	kind: Scan['kind'],
	told: ScanDecision,
	recorded: ScanDecision | null
): 'admit' | 'undo' | undefined {
	const letIn = admits({ kind, decided: told });
	const isIn = recorded !== null && admits({ kind, decided: recorded });
	if (letIn === isIn) return undefined;
	return letIn ? 'admit' : 'undo';
}
