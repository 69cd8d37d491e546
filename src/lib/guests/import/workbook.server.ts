import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { second } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { mostRows, type Table, type TableProblem } from './table.ts';
import { workbookWorker, type WorkbookResult, type WorkbookJob } from './workbook-worker.server.ts';

const megabyte = 1024 * 1024;
const { resolve } = createRequire(import.meta.url);

/**
 * The first sheet of an Excel workbook. It is read in a thread of its own with little memory and time: a workbook
 * can be small and unpack to gigabytes, or name a cell a billion rows down.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Outcome<Table, TableProblem>> {
	const answer = await readInThread({
		bytes,
		fflate: resolve('fflate'),
		excel: resolve('read-excel-file/node'),
		mostUnpacked: 40 * megabyte,
		mostRows: mostRows + 1_000
	});
	if ('problem' in answer) {
		return answer.problem === 'too-large' ? refused('file-large') : refused('file-damaged');
	}
	if (answer.rows.length > mostRows + 50) return refused('file-rows', { most: mostRows });
	return answer.rows.length === 0 ? refused('file-empty') : done(answer.rows);
}

function readInThread(job: WorkbookJob): Promise<WorkbookResult> {
	return new Promise((resolve) => {
		const worker = new Worker(workbookWorker, {
			eval: true,
			workerData: job,
			resourceLimits: { maxOldGenerationSizeMb: 256 }
		});
		const end = (answer: WorkbookResult) => {
			clearTimeout(timer);
			void worker.terminate();
			resolve(answer);
		};
		const timer = setTimeout(() => end({ problem: 'too-large' }), 15 * second);
		worker.once('message', end);
		// Out of memory, or stopped by something else: either way too much for us.
		worker.once('error', () => end({ problem: 'too-large' }));
		worker.once('exit', () => end({ problem: 'damaged' }));
	});
}
