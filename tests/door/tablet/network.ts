import { isHttpError } from '@sveltejs/kit';
import type { Database } from '#lib/db/connect.ts';
import { recogniseDevice } from '#lib/door/devices.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { GET as list } from '../../../src/routes/door/list/+server.ts';
import { GET as log, POST as scans } from '../../../src/routes/door/scans/+server.ts';
import { POST as walkIns } from '../../../src/routes/door/walk-ins/+server.ts';

const origin = 'https://conference.example';
const handlers: Record<string, (event: never) => Response | Promise<Response>> = {
	'GET /door/list': list,
	'GET /door/scans': log,
	'POST /door/scans': scans,
	'POST /door/walk-ins': walkIns
};

/** What lies between a tablet and the server's own endpoints; `down` cuts it, `failing` has what some requests are answered. */
export class Network {
	down = false;
	/** The address at which the tablet opened the door's page. */
	openedAt = origin;
	/** A status by method and path, such as `POST /door/scans`. */
	readonly failing = new Map<string, number>();
	/** A body instead of the server's, by the same. */
	readonly answering = new Map<string, unknown>();
	readonly #db: Database;
	readonly #token: string;

	constructor(db: Database, token: string) {
		this.#db = db;
		this.#token = token;
	}

	readonly request = async (path: string, init: RequestInit = {}): Promise<Response> => {
		const url = new URL(path, origin);
		const name = `${init.method ?? 'GET'} ${url.pathname}`;
		if (this.down) throw new TypeError('Failed to fetch');
		const status = this.failing.get(name);
		if (status) return new Response(null, { status });
		if (this.answering.has(name)) return Response.json(this.answering.get(name));
		const { openedAt } = this;
		const headers = { ...init.headers, origin: openedAt, host: new URL(openedAt).host };
		const request = new Request(url, { ...init, headers });
		const device = await recogniseDevice(this.#db, this.#token, instantNow());
		const locals = { db: this.#db, device, language: 'lv' };
		try {
			const handle = handlers[name];
			if (!handle) throw new Error(`nobody answers ${name}`);
			return await handle({ request, url, locals } as never);
		} catch (error) {
			if (isHttpError(error)) return new Response(null, { status: error.status });
			throw error;
		}
	};
}
