import type { MessagePort } from 'node:worker_threads';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

export interface CompileJob {
	source: string;
	inputs: Record<string, string>;
	/** Unix time in seconds. */
	creationTimestamp: number;
}

export type CompileResult = { pdf: Uint8Array<ArrayBuffer> } | { problem: string };

interface WorkerContext {
	parentPort: MessagePort;
	/** The compiler's file, absolute: the worker has no place of its own to resolve a package from. */
	workerData: { compiler: string };
}

/** How many compiles the compiler remembers layout for. */
type KeptAge = 10;

// This function runs in the worker as text, so it uses nothing from outside its body but its arguments.
function serve(
	{ parentPort, workerData }: WorkerContext,
	load: (file: string) => { NodeCompiler: typeof NodeCompiler }
): void {
	const keptAge: KeptAge = 10;
	// Sources bring everything with them: no file of this machine can be read.
	const compiler = load(workerData.compiler).NodeCompiler.create({ workspace: '/nonexistent' });
	parentPort.on('message', ({ source, inputs, creationTimestamp }: CompileJob) => {
		try {
			const buffer = compiler.pdf(
				{ mainFileContent: source, inputs },
				{ pdfStandard: 'a-3a', creationTimestamp }
			);
			const pdf = new Uint8Array(buffer);
			parentPort.postMessage({ pdf } satisfies CompileResult, [pdf.buffer]);
		} catch (error) {
			// The compiler puts its diagnostics into the code and leaves the message empty.
			const { code, message } = error as Error & { code?: unknown };
			parentPort.postMessage({ problem: String(message || code) } satisfies CompileResult);
		}
		compiler.evictCache(keptAge);
	});
}

/**
 * The worker's program for `new Worker(…, { eval: true })`. As text it needs no file of its own, so the same
 * module works bundled by Vite, under vitest and in plain Node.
 */
export const typstWorker = `(${serve})(require('node:worker_threads'), require);`;
