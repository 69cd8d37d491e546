import type { Scan } from '../scan.ts';
import type { DoorList, Verdict } from '../ticket.ts';
import type { ScanUpload, WalkInUpload } from '../upload.ts';

/** The server does not know this tablet any more. */
export class Unpaired extends Error {}

interface Judged {
	verdicts: Verdict[];
	/** The server's clock. */
	now: string;
}

interface LogPage {
	scans: Scan[];
	cursor: string;
	more: boolean;
	now: string;
}

/** All throw `Unpaired` when the tablet was disconnected, and an error without a network or a server. */
export function sendScans(scans: ScanUpload[], signal?: AbortSignal): Promise<Judged> {
	return post('/door/scans', { sentAt: new Date().toISOString(), scans }, signal);
}

export function sendWalkIn(walkIn: Omit<WalkInUpload, 'sentAt'>): Promise<Judged> {
	return post('/door/walk-ins', { ...walkIn, sentAt: new Date().toISOString() });
}

export async function fetchLog(cursor: string | undefined): Promise<LogPage> {
	const query = cursor === undefined ? '' : `?after=${encodeURIComponent(cursor)}`;
	return (await answered(fetch(`/door/scans${query}`))).json();
}

/** The list when it is another than the one of `tag`. */
export async function fetchList(
	tag: string | undefined
): Promise<{ list: DoorList; tag: string } | undefined> {
	const headers = tag === undefined ? undefined : { 'if-none-match': tag };
	const response = await answered(fetch('/door/list', { headers, cache: 'no-store' }));
	if (response.status === 304) return undefined;
	return { list: await response.json(), tag: response.headers.get('etag') ?? '' };
}

async function post(path: string, body: unknown, signal?: AbortSignal): Promise<Judged> {
	const response = fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		signal
	});
	return (await answered(response)).json();
}

async function answered(request: Promise<Response>): Promise<Response> {
	const response = await request;
	if (response.status === 401) throw new Unpaired();
	if (!response.ok && response.status !== 304) throw new Error(`answered ${response.status}`);
	return response;
}
