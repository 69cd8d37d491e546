import type { Scan } from '../scan.ts';
import type { DoorList, Verdict } from '../ticket.ts';
import type { ScanUpload, WalkInUpload } from '../upload.ts';

/** The server does not know this tablet any more. */
export class Unpaired extends Error {}

/** The server takes nothing from a page at this address. */
export class WrongAddress extends Error {}

/** The server read what came and will never take it: sending it again is of no use. */
export class NotTaken extends Error {}

interface VerdictResponse {
	verdicts: Verdict[];
	/** The server's clock. */
	now: string;
}

interface LogResponse {
	scans: Scan[];
	cursor: string;
	more: boolean;
	now: string;
}

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

/**
 * The requests of a tablet to the server. All throw `Unpaired` when the tablet was disconnected,
 * `WrongAddress`, `NotTaken` for what cannot be read, and another error without a network or a server.
 */
export class DoorServer {
	readonly #request: Fetch;

	/** `request` is the browser's `fetch`. */
	constructor(request: Fetch) {
		this.#request = request;
	}

	sendScans(scans: ScanUpload[], signal?: AbortSignal): Promise<VerdictResponse> {
		return this.#post('/door/scans', { sentAt: new Date().toISOString(), scans }, signal);
	}

	sendWalkIn(walkIn: Omit<WalkInUpload, 'sentAt'>): Promise<VerdictResponse> {
		return this.#post('/door/walk-ins', { ...walkIn, sentAt: new Date().toISOString() });
	}

	async fetchLog(cursor: string | undefined): Promise<LogResponse> {
		const query = cursor === undefined ? '' : `?after=${encodeURIComponent(cursor)}`;
		return (await this.#fetch(`/door/scans${query}`)).json();
	}

	/** The list when it is another than the one of `tag`. */
	async fetchList(tag: string | undefined): Promise<{ list: DoorList; tag: string } | undefined> {
		const headers = tag === undefined ? undefined : { 'if-none-match': tag };
		const response = await this.#fetch('/door/list', { headers, cache: 'no-store' });
		if (response.status === 304) return undefined;
		return { list: await response.json(), tag: response.headers.get('etag') ?? '' };
	}

	async #post(path: string, body: unknown, signal?: AbortSignal): Promise<VerdictResponse> {
		const response = await this.#fetch(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal
		});
		return response.json();
	}

	async #fetch(path: string, init?: RequestInit): Promise<Response> {
		const response = await this.#request(path, init);
		const { ok, status } = response;
		if (status === 401) throw new Unpaired();
		if (status === 403) throw new WrongAddress();
		if (status === 400 || status === 413 || status === 415) throw new NotTaken();
		if (!ok && status !== 304) throw new Error(`answered ${status}`);
		return response;
	}
}
