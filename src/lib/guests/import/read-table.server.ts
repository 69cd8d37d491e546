import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { readDelimited } from './delimited.server.ts';
import { mostBytes, type Table, type TableProblem } from './table.ts';
import { readWorkbook } from './workbook.server.ts';

const startsWith = (bytes: Uint8Array, ...signs: number[]) =>
	signs.every((sign, at) => bytes[at] === sign);

/** Reads an uploaded list by what it holds, not by its name: an Excel workbook, or delimited text. */
export async function readTable(bytes: Uint8Array): Promise<Outcome<Table, TableProblem>> {
	if (bytes.length === 0) return refused('file-missing');
	if (bytes.length > mostBytes) return refused('file-large');
	// A zip is a workbook, or nothing we know; the other signature is Excel's format of before 2007.
	if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return readWorkbook(bytes);
	if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused('file-old-excel');
	if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return refused('file-unknown');
	const table = readDelimited(bytes);
	return table.ok ? done(table.value) : table;
}
