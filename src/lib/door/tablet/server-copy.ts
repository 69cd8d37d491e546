import type { DoorServer } from './door-server.ts';
import { GuestList } from './guest-list.ts';
import type { DoorMemory } from './memory.ts';

/** Keeps what a tablet remembers like the server's list and log, asking only for what changed. */
export class ServerCopy {
	readonly #server: DoorServer;
	#listTag: string | undefined;
	#cursor: string | undefined;

	constructor(server: DoorServer) {
		this.#server = server;
	}

	/** Throws as `DoorServer` does. */
	async readInto(memory: DoorMemory): Promise<void> {
		await this.#readList(memory);
		await this.#readLog(memory);
	}

	async #readList(memory: DoorMemory): Promise<void> {
		const answered = await this.#server.fetchList(this.#listTag);
		if (!answered) return;
		const { doorOpen, doorClosed, tickets } = answered.list;
		memory.list = new GuestList(tickets);
		memory.door = doorOpen ? 'open' : doorClosed ? 'closed' : 'not-yet';
		this.#listTag = answered.tag;
	}

	async #readLog(memory: DoorMemory): Promise<void> {
		for (let more = true; more;) {
			const page = await this.#server.fetchLog(this.#cursor);
			for (const scan of page.scans) memory.take(scan);
			memory.ahead = Date.parse(page.now) - Date.now();
			this.#cursor = page.cursor;
			more = page.more;
		}
	}
}
