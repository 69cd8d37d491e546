import { fold } from '#lib/platform/text.ts';
import { compareText } from '#lib/platform/text.ts';
import type { Ticket } from '#lib/guests/guest.ts';

interface SearchableTicket {
	ticket: Ticket;
	/** Name and organisation as searched for, each word with a space before it. */
	words: string;
}

/** The list as a tablet holds it in memory, ready for a code or for a few letters of a name. */
export class GuestList {
	readonly #byCode = new Map<string, Ticket>();
	readonly #byGuest = new Map<string, Ticket[]>();
	readonly #listed: SearchableTicket[] = [];

	constructor(tickets: Ticket[]) {
		for (const ticket of tickets) {
			this.#byCode.set(ticket.ticketCode, ticket);
			const party = this.#byGuest.get(ticket.guestId);
			if (party) party.push(ticket);
			else this.#byGuest.set(ticket.guestId, [ticket]);
			this.#listed.push({
				ticket,
				words: ` ${wordsOf(ticket.name)} ${wordsOf(ticket.organisation)}`
			});
		}
		this.#listed.sort(
			(one, other) =>
				compareText(one.words, other.words) ||
				compareText(one.ticket.ticketCode, other.ticket.ticketCode)
		);
	}

	get size(): number {
		return this.#byCode.size;
	}

	find(ticketCode: string): Ticket | undefined {
		return this.#byCode.get(ticketCode);
	}

	/** A guest and those they bring, the guest first. */
	partyOf(guestId: string): Ticket[] {
		const party = this.#byGuest.get(guestId) ?? [];
		return party.toSorted(
			(one, other) => Number(one.companionId !== null) - Number(other.companionId !== null)
		);
	}

	/**
	 * Those whose name or organisation has a word that begins with each word typed, accents and case ignored.
	 * At most `most` of them, and how many there are; nobody for fewer than two letters, so that the list is not shown.
	 */
	search(typed: string, most: number): { found: Ticket[]; total: number } {
		const wanted = wordsOf(typed).split(' ').filter(Boolean);
		if (wanted.join('').length < 2) return { found: [], total: 0 };
		const hits = this.#listed.filter(({ words }) =>
			wanted.every((word) => words.includes(` ${word}`))
		);
		return { found: hits.slice(0, most).map(({ ticket }) => ticket), total: hits.length };
	}
}

function wordsOf(text: string | null): string {
	return fold(text ?? '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
