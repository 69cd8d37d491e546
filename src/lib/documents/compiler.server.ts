import { Worker } from 'node:worker_threads';
import type { CompileResult, CompileJob } from './typst-worker.server.ts';

/** Why there is no document. The message may quote the document: never log it. */
export class DocumentError extends Error {
	override readonly name = 'DocumentError';
	/** `source`: it cannot be set; `busy`: too many wait already; `lost`: the compiler died or hung. */
	readonly reason: 'source' | 'busy' | 'lost';

	constructor(reason: DocumentError['reason'], message: string) {
		super(message);
		this.reason = reason;
	}
}

interface CompilerOptions {
	/** The program that the worker runs: text, see `typstWorker`. */
	program: string;
	workerData?: unknown;
	/** Jobs beyond this many are refused at once. */
	longestQueue: number;
	/** Milliseconds after which a job is given up. */
	longest: number;
}

interface QueuedJob {
	job: CompileJob;
	resolve: (pdf: Uint8Array) => void;
	reject: (error: DocumentError) => void;
}

/**
 * A queue before one warm worker thread. The worker starts with the first job and is replaced after it died;
 * only the job it had is lost. It never keeps the process alive while there is nothing to do.
 */
export class Compiler {
	readonly #options: CompilerOptions;
	readonly #queue: QueuedJob[] = [];
	#current: (QueuedJob & { timer: NodeJS.Timeout }) | undefined;
	#worker: Worker | undefined;

	constructor(options: CompilerOptions) {
		this.#options = options;
	}

	/** Rejects with DocumentError. */
	compile(job: CompileJob): Promise<Uint8Array> {
		const { longestQueue } = this.#options;
		if (this.#queue.length >= longestQueue) {
			return Promise.reject(new DocumentError('busy', `${longestQueue} documents wait already`));
		}
		return new Promise((resolve, reject) => {
			this.#queue.push({ job, resolve, reject });
			this.#startNext();
		});
	}

	// One job at a time is with the worker, so that its death costs that job alone.
	#startNext(): void {
		if (this.#current) return;
		const next = this.#queue.shift();
		if (!next) {
			this.#worker?.unref();
			return;
		}
		this.#worker ??= this.#openWorker();
		this.#worker.ref();
		const timer = setTimeout(() => this.#lose('it took too long'), this.#options.longest);
		this.#current = { ...next, timer };
		this.#worker.postMessage(next.job);
	}

	#openWorker(): Worker {
		const { program, workerData } = this.#options;
		const worker = new Worker(program, { eval: true, workerData });
		const loseThis = (why: string) => {
			if (worker === this.#worker) this.#lose(why);
		};
		worker.on('message', (answer: CompileResult) => {
			// What a given-up worker says late answers a job that is no longer asked.
			if (worker === this.#worker) this.#finish(answer);
		});
		worker.on('error', (error) => loseThis(String(error)));
		worker.on('exit', (code) => loseThis(`it ended with ${code}`));
		return worker;
	}

	#finish(answer: CompileResult): void {
		const asked = this.#takeCurrent();
		if ('pdf' in answer) asked?.resolve(answer.pdf);
		else asked?.reject(new DocumentError('source', answer.problem));
		this.#startNext();
	}

	#lose(why: string): void {
		const lost = this.#worker;
		this.#worker = undefined;
		void lost?.terminate();
		this.#takeCurrent()?.reject(new DocumentError('lost', `The compiler was lost: ${why}`));
		this.#startNext();
	}

	#takeCurrent(): QueuedJob | undefined {
		const asked = this.#current;
		if (asked) clearTimeout(asked.timer);
		this.#current = undefined;
		return asked;
	}
}
