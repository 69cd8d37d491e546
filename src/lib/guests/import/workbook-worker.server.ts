import type { MessagePort } from 'node:worker_threads';
import type { unzipSync, zipSync } from 'fflate';
import type { readSheet } from 'read-excel-file/node';

export interface WorkbookJob {
	bytes: Uint8Array;
	/** The libraries' files, absolute: the worker has no place of its own to resolve a package from. */
	fflate: string;
	excel: string;
	/** Bytes that the parts of the workbook may unpack to. */
	mostUnpacked: number;
	/** How far down a cell may stand. */
	mostRows: number;
}

export type WorkbookResult = { rows: string[][] } | { problem: 'too-large' | 'damaged' };

interface WorkerContext {
	parentPort: MessagePort;
	workerData: WorkbookJob;
}

type Libraries = { unzipSync: typeof unzipSync; zipSync: typeof zipSync } & {
	readSheet: typeof readSheet;
};

// This function runs in the worker as text, so it uses nothing from outside its body but its arguments.
async function read(
	{ parentPort, workerData }: WorkerContext,
	load: (file: string) => Libraries
): Promise<void> {
	const answer = (message: WorkbookResult) => parentPort.postMessage(message);
	const { unzipSync, zipSync } = load(workerData.fflate);
	let unpacked = 0;
	const needed =
		/^(\[Content_Types\]|_rels\/|xl\/(_rels\/)?workbook|xl\/(sharedStrings|styles)|xl\/worksheets\/[^/]+)\.(xml|rels|xml\.rels)$/;
	// Spreadsheets style cells far away from the list: those are empty and go.
	const emptyCell = /<c\b[^<>]*\/>/g;
	const emptyRow = /<row\b[^<>]*(?:\/>|>\s*<\/row>)/g;
	/** A row, or a cell of the first 702 columns. The library makes room for everything above and left of a cell. */
	const near = (address: string) =>
		/^[A-Z]{0,2}\d{1,5}$/.test(address) &&
		Number(address.replace(/\D/g, '')) <= workerData.mostRows;
	try {
		// A part unpacks into the room it declares and no more; what declares too much is not unpacked.
		const parts = unzipSync(workerData.bytes, {
			filter: ({ name, originalSize }) => {
				if (!needed.test(name)) return false;
				unpacked += originalSize;
				if (unpacked > workerData.mostUnpacked) throw new RangeError('too large');
				return true;
			}
		});
		// Any part can be named as the sheet, so each is looked at.
		for (const [name, bytes] of Object.entries(parts)) {
			const text = new TextDecoder().decode(bytes).replace(emptyCell, '').replace(emptyRow, '');
			for (const [, , address = ''] of text.matchAll(/(?<![\w:.-])r\s*=\s*(["'])(.*?)\1/gs)) {
				if (!near(address)) throw new RangeError('too large');
			}
			parts[name] = new TextEncoder().encode(text);
		}
		const rows = await load(workerData.excel).readSheet(
			Buffer.from(zipSync(parts, { level: 0 })),
			1,
			{ parseNumber: (text) => text }
		);
		answer({
			rows: rows.map((row) =>
				row.map((cell: unknown) =>
					cell === null ? '' : cell instanceof Date ? cell.toISOString() : String(cell)
				)
			)
		});
	} catch (error) {
		answer({ problem: error instanceof RangeError ? 'too-large' : 'damaged' });
	}
}

/** The program of a worker that reads one workbook, as text (see documents/typst-worker.server.ts). */
export const workbookWorker = `(${read})(require('node:worker_threads'), require);`;
