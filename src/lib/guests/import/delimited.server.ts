import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { findHeadings } from './headings.ts';
import { mostRows, type Table, type TableProblem } from './table.ts';

const delimiters = [';', ',', '\t', '|'];

/** Text with one guest in a row, whatever its encoding and delimiter. */
export function readDelimited(bytes: Uint8Array): Outcome<Table, TableProblem> {
	const text = decode(bytes);
	if (text === undefined) return refused('file-unknown');
	if (text.trim() === '') return refused('file-empty');
	try {
		const rows = split(text, likeliestDelimiter(text), mostRows + 100);
		return rows.length > mostRows + 50 ? refused('file-rows', { most: mostRows }) : done(rows);
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return refused('file-quote', { row: Number(error['records'] ?? 0) + 1 });
	}
}

/**
 * UTF-8 and UTF-16 where they are marked or valid; anything else is Windows-1257, in which older programs of the
 * Baltic countries write. Undefined for what is no text at all.
 */
function decode(bytes: Uint8Array): string | undefined {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (buffer[0] === 0xff && buffer[1] === 0xfe) return iconv.decode(buffer, 'utf16le');
	if (buffer[0] === 0xfe && buffer[1] === 0xff) return iconv.decode(buffer, 'utf16be');
	// Latin text in UTF-16 is every second byte zero; a stray zero byte in text is not.
	const start = buffer.subarray(0, 2_000);
	const zeros = (odd: number) => start.filter((byte, at) => byte === 0 && at % 2 === odd).length;
	if (zeros(1) > start.length / 4) return iconv.decode(buffer, 'utf16le');
	if (zeros(0) > start.length / 4) return iconv.decode(buffer, 'utf16be');
	if (start.filter((byte) => byte < 9).length > start.length / 50 + 2) return undefined;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
	} catch {
		return iconv.decode(buffer, 'windows-1257');
	}
}

/** The one with which the headings are understood best. */
function likeliestDelimiter(text: string): string {
	const start = text.slice(0, 20_000);
	const scores = delimiters.map((delimiter) => {
		try {
			const rows = split(start.slice(0, start.lastIndexOf('\n') + 1) || start, delimiter, 30);
			const found = findHeadings(rows);
			return found ? Object.keys(found.columns).length * 100 + (rows[found.row]?.length ?? 0) : 0;
		} catch {
			return 0;
		}
	});
	return delimiters[scores.indexOf(Math.max(...scores))] ?? ';';
}

function split(text: string, delimiter: string, most: number): Table {
	return parse(text, {
		delimiter,
		to: most,
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: false,
		max_record_size: 100_000,
		bom: true
	});
}
