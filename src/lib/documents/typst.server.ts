import { createRequire } from 'node:module';
import { minute, second, type Instant } from '#lib/platform/clock.ts';
import { Compiler } from './compiler.server.ts';
import { typstWorker } from './typst-worker.server.ts';

export { DocumentError } from './compiler.server.ts';

const compiler = new Compiler({
	program: typstWorker,
	workerData: {
		compiler: createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-node-compiler')
	},
	longestQueue: 200,
	longest: minute
});

/**
 * Sets Typst source as PDF/A-3a (ISO 19005-3: archivable, tagged), off the main thread. What people wrote goes
 * in by `inputs` (`sys.inputs` in the source), never into the source. `timestamp` becomes the creation date:
 * equal arguments give equal bytes. Rejects with DocumentError.
 */
export function compilePdf(
	source: string,
	inputs: Record<string, string>,
	{ timestamp }: { timestamp: Instant }
): Promise<Uint8Array> {
	const creationTimestamp = Math.floor(Date.parse(timestamp) / second);
	return compiler.compile({ source, inputs, creationTimestamp });
}
