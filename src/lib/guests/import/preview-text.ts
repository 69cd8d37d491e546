import { languageOr } from '#lib/platform/languages.ts';
import { mostRows } from './table.ts';
import { readRow, sort, type ListedGuest, type ReadRows } from './rows.ts';

/**
 * The rows that were previewed, as text for a hidden field: one line a guest, cells parted by tabs. Cleaned text
 * holds neither. Nothing of a list is kept on the server before it is confirmed.
 */
export function writePreviewText(guests: ListedGuest[]): string {
	return guests
		.map(({ row, name, email, organisation, address, country, language, role }) =>
			[row, name, email, organisation, address, country ?? '', language, role].join('\t')
		)
		.join('\n');
}

/** The reverse. Whatever comes back is judged as if it were new: a hidden field is written by whoever posts it. */
export function readPreviewText(text: string): ReadRows {
	const lines = text.split(/\r?\n/).filter(Boolean).slice(0, mostRows);
	return sort(
		lines.map((line) => {
			const [row, name, email, organisation, address, country, language, role] = line.split('\t');
			return readRow({
				row: Number(row) || 0,
				name: name ?? '',
				email: email ?? '',
				organisation: organisation ?? '',
				address: address ?? '',
				country: country ?? '',
				language: language ?? '',
				role: role ?? '',
				fallback: languageOr(language)
			});
		})
	);
}
