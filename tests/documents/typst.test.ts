import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Compiler } from '#lib/documents/compiler.server.ts';
import { printable } from '#lib/documents/typeface.ts';
import { compilePdf } from '#lib/documents/typst.server.ts';

const source = '#set text(font: "Libertinus Serif", fallback: false)\n#sys.inputs.name';
const timestamp = '2027-05-24T14:00:00.000Z';

describe('a document', () => {
	it('is archivable PDF/A-3a', async () => {
		const pdf = Buffer.from(await compilePdf(source, { name: 'Anna' }, { timestamp })).toString(
			'latin1'
		);
		expect(pdf.slice(0, 8)).toBe('%PDF-1.7');
		expect(pdf).toContain('<pdfaid:part>3</pdfaid:part>');
		expect(pdf).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
		expect(pdf).toContain('2027-05-24T14:00:00');
	});

	it('set twice is the same, byte for byte', async () => {
		const once = await compilePdf(source, { name: 'Anna Bērziņa' }, { timestamp });
		await compilePdf(source, { name: 'Another' }, { timestamp });
		const again = await compilePdf(source, { name: 'Anna Bērziņa' }, { timestamp });
		expect(Buffer.compare(once, again)).toBe(0);
	});

	it('that cannot be set is refused with the reason, and the next one is set', async () => {
		await expect(compilePdf('#unknown', {}, { timestamp })).rejects.toMatchObject({
			reason: 'source',
			message: expect.stringContaining('unknown variable')
		});
		expect((await compilePdf(source, { name: 'Anna' }, { timestamp })).length).toBeGreaterThan(0);
	});

	it('cannot read a file of this machine', async () => {
		for (const file of ['/etc/hostname', '../../etc/hostname', 'package.json']) {
			await expect(compilePdf(`#read("${file}")`, {}, { timestamp })).rejects.toMatchObject({
				reason: 'source'
			});
		}
	});

	it('takes code in its inputs for text', async () => {
		const name = '#read("package.json") $x$ \\ */ ] } "';
		expect((await compilePdf(source, { name }, { timestamp })).length).toBeGreaterThan(0);
	});

	it('can be set with any text once the letters without a shape are left out', async () => {
		const letters = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 60 }),
			fc.string({ unit: 'grapheme', maxLength: 60 })
		);
		await fc.assert(
			fc.asyncProperty(letters, async (text) => {
				await compilePdf(source, { name: printable(text) }, { timestamp });
			}),
			{ numRuns: 300 }
		);
	});

	it('can hold every letter that counts as printable', async () => {
		const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code));
		const one = '#set text(font: "Libertinus Serif", fallback: false)\n';
		const name = printable(all.map((letter) => `x${letter}`).join(' '));
		await compilePdf(
			`${one}#for word in sys.inputs.name.split(" ") [#word ]`,
			{ name },
			{ timestamp }
		);
	});
});

describe('the compiler', () => {
	/** A worker that dies, hangs, or answers, as the source asks. */
	const program = `const { parentPort } = require('node:worker_threads');
		parentPort.on('message', ({ source }) => {
			if (source === 'die') process.exit(3);
			if (source === 'throw') throw new Error('broken');
			if (source === 'hang') return;
			parentPort.postMessage({ pdf: new TextEncoder().encode(source) });
		});`;
	const job = (source: string) => ({ source, inputs: {}, creationTimestamp: 0 });
	const text = (pdf: Uint8Array) => new TextDecoder().decode(pdf);

	it('that dies loses the job it had, and does the ones that waited', async () => {
		const compiler = new Compiler({ program, longestQueue: 10, longest: 10_000 });
		const jobs = ['one', 'die', 'two', 'throw', 'three'].map((source) =>
			compiler.compile(job(source)).then(text, (error: Error) => error.message)
		);
		expect(await Promise.all(jobs)).toEqual([
			'one',
			'The compiler was lost: it ended with 3',
			'two',
			'The compiler was lost: Error: broken',
			'three'
		]);
	});

	it('that hangs is given up', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const longest = 1_000;
			const compiler = new Compiler({ program, longestQueue: 10, longest });
			const hanging = compiler.compile(job('hang'));
			const next = compiler.compile(job('next'));
			vi.advanceTimersByTime(longest);
			await expect(hanging).rejects.toMatchObject({ reason: 'lost' });
			expect(text(await next)).toBe('next');
		} finally {
			vi.useRealTimers();
		}
	});

	it('never gives one job the answer to another, however late it comes', async () => {
		// Answers at once, and tells so by a count that both threads see.
		const counting = `const { parentPort, workerData } = require('node:worker_threads');
			parentPort.on('message', ({ source }) => {
				parentPort.postMessage({ pdf: new TextEncoder().encode(source) });
				Atomics.add(workerData, 0, 1);
				Atomics.notify(workerData, 0);
			});`;
		const answered = new Int32Array(new SharedArrayBuffer(4));
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const longest = 1_000;
			const compiler = new Compiler({
				program: counting,
				workerData: answered,
				longestQueue: 10,
				longest
			});
			expect(text(await compiler.compile(job('warm')))).toBe('warm');
			const jobs = ['given up', 'next', 'last'].map((source) =>
				compiler.compile(job(source)).then(text, (error: Error) => error.message)
			);
			// The worker has answered, and this thread has not heard it yet when the time is over.
			Atomics.wait(answered, 0, 1);
			vi.advanceTimersByTime(longest);
			expect(await Promise.all(jobs)).toEqual([
				'The compiler was lost: it took too long',
				'next',
				'last'
			]);
		} finally {
			vi.useRealTimers();
		}
	});

	it('refuses more than may wait, instead of filling the memory', async () => {
		const compiler = new Compiler({ program, longestQueue: 2, longest: 10_000 });
		const jobs = ['at work', 'first', 'second', 'one too many'].map((source) =>
			compiler.compile(job(source)).then(text, (error: Error) => error.message)
		);
		expect(await Promise.all(jobs)).toEqual([
			'at work',
			'first',
			'second',
			'2 documents wait already'
		]);
	});
});
