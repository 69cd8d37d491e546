import type { Instant } from '#lib/platform/clock.ts';
import type { Translate } from '#lib/platform/messages.ts';
import type { Guest } from './guest.ts';

/**
 * Delimited text that spreadsheets open as it is: a byte-order mark, semicolons, CRLF (RFC 4180). A cell that a
 * spreadsheet would calculate gets an apostrophe before it, and none spans lines.
 */
export function writeSheet(rows: readonly (readonly string[])[]): string {
	return `\ufeff${rows.map((row) => `${row.map(cellOf).join(';')}\r\n`).join('')}`;
}

function cellOf(text: string): string {
	const isFormula = /^[\s\p{C}]*[=+\-@＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text);
	const line = `${isFormula ? "'" : ''}${text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`;
	return /[;"]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}

/** The guest list as rows, the headings first; they are ones that an import understands. */
export function guestSheet(
	guests: readonly Guest[],
	t: Translate,
	showInstant: (instant: Instant) => string
): string[][] {
	const headings = [
		t('guests.name'),
		t('guests.email'),
		t('guests.organisation'),
		t('guests.country'),
		t('guests.language'),
		t('guests.role'),
		t('guests.answer'),
		t('guests.answered-at'),
		t('guests.companions'),
		t('guests.invited-at')
	];
	return [
		headings,
		...guests.map((guest) => [
			guest.person.name,
			guest.person.email ?? '',
			guest.person.organisation?.name ?? '',
			guest.person.country ?? '',
			guest.language,
			t(`guests.role-${guest.role}`),
			t(`guests.answer-${guest.state}`),
			guest.answeredAt ? showInstant(guest.answeredAt) : '',
			guest.companions.map(({ name }) => name).join(', '),
			guest.invitedAt ? showInstant(guest.invitedAt) : ''
		])
	];
}
