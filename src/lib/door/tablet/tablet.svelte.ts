import { instantNow, type Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { admits, type ScanDecision, type Admission } from '../scan.ts';
import type { Ticket } from '#lib/guests/guest.ts';
import { amends, judgeEntry, ticketCodeIn, type Holder, type Verdict } from '../ticket.ts';
import type { TypedWalkIn, ScanUpload } from '../upload.ts';
import { Unpaired, WrongAddress, type DoorServer } from './door-server.ts';
import { DoorMemory, namedOnly, type OwnScan } from './memory.ts';
import { describeRefused, type UnrecordedScan } from './unrecorded-scan.ts';
import { Sender } from './sender.ts';
import { ServerCopy } from './server-copy.ts';
import { UnsentScans, type Unsent } from './unsent-scans.ts';

/** The result of a scan, as it fills the screen. */
export interface ScanResult {
	/** The scan's key. */
	key: string;
	kind: ScanDecision | 'checking' | 'refused';
	ticketCode: string;
	holder: Holder | null;
	/** How the ticket already came in. */
	since: { at: Instant; gate: string } | null;
	/** False while the server has not confirmed what was done. */
	sent: boolean;
	/** True when this scan let somebody in or out, and its ticket is known. */
	undoable: boolean;
}

export interface TabletSetting {
	device: { id: string; name: string; gate: string };
	editionId: string;
	/** Of the venue. */
	timeZone: string;
	/** The highest count of this device that the server has. */
	lastSequence: number;
}

const shownDone = 30;

/** A tablet at the door: judges by its own list at once, asks the server, and keeps what it could not send. */
export class Tablet {
	result = $state.raw<ScanResult>();
	done = $state.raw<OwnScan[]>([]);
	direction = $state<'in' | 'out'>('in');
	door = $state<DoorMemory['door']>();
	online = $state(true);
	/** The server answers, but takes nothing from a page at this address. */
	wrongAddress = $state(false);
	/** An organiser disconnected this tablet: it holds nothing any more. */
	ended = $state(false);
	unsent = $state(0);
	notRecorded = $state.raw<UnrecordedScan[]>([]);
	inside = $state(0);
	listed = $state(0);
	/** When the list was last known to be the server's, by the server's clock. */
	syncedAt = $state<Instant>();

	readonly #setting: TabletSetting;
	readonly #unsent: UnsentScans;
	readonly #sender: Sender;
	readonly #copy: ServerCopy;
	#memory: DoorMemory;
	#syncing = false;

	constructor(setting: TabletSetting, server: DoorServer, storage: Storage | undefined) {
		const { device, editionId, timeZone, lastSequence } = setting;
		this.#setting = setting;
		this.#memory = new DoorMemory(device, timeZone);
		this.#copy = new ServerCopy(server);
		this.#unsent = new UnsentScans(storage, { deviceId: device.id, editionId }, lastSequence);
		this.#sender = new Sender(server, this.#unsent, (scan, verdict) =>
			this.#confirmed(scan, verdict)
		);
		this.#refresh();
	}

	search(typed: string, most: number): { found: Ticket[]; total: number } {
		return this.#memory.list.search(typed, most);
	}

	find(typed: string): Ticket | undefined {
		return this.#memory.list.find(ticketCodeIn(typed));
	}

	/** A guest and those they bring, and who of them is inside. */
	partyOf(guestId: string): (Ticket & { inside: boolean })[] {
		return this.#memory.partyOf(guestId);
	}

	/** The entry by which a ticket is inside; undefined while it is not. */
	insideSince(ticketCode: string): Admission | undefined {
		return this.#memory.insideSince(ticketCode);
	}

	/** Takes whatever a camera, a scanner or a finger gave. */
	async scan(text: string): Promise<void> {
		if (this.ended || this.door !== 'open') return;
		const ticketCode = ticketCodeIn(text);
		const ticket = this.#memory.list.find(ticketCode);
		const inside = this.#memory.insideSince(ticketCode);
		if (this.direction === 'out') return this.#letOut(ticketCode, ticket);
		const judged = judgeEntry(ticket, inside);
		const scan = this.#newScan('entry', ticketCode);
		this.#show(scan, judged === 'welcome' ? 'checking' : judged, ticket ?? null, { since: inside });
		// Whether somebody who had declined comes in is for the helper to say: `letInAnyway`.
		if (judged === 'declined') return;
		const verdict = await this.#ask(scan);
		if (this.ended) return;
		if (verdict) this.#settle(scan, verdict);
		else this.#keep(scan, judged);
		// The door may have been closed since the list came.
		if (verdict?.verdict === 'refused') await this.sync();
	}

	/** Lets in the person on the screen who had declined. */
	letInAnyway(): void {
		const { result } = this;
		if (result?.kind !== 'declined' || this.door !== 'open') return;
		const scan = this.#newScan('entry', result.ticketCode);
		this.#show(scan, 'welcome', result.holder);
		this.#keep(scan, 'declined');
	}

	addWalkIn(person: TypedWalkIn): void {
		if (this.ended || this.door !== 'open') return;
		const key = newId();
		const sequence = this.#unsent.nextSequence();
		this.#memory.takeWalkIn(key, sequence, person.name);
		this.#show(
			{ key, ticketCode: '' },
			'welcome',
			namedOnly(person.name, person.organisation || null),
			{ sent: false }
		);
		this.#send({
			kind: 'walk-in',
			walkIn: { key, sequence, scannedAt: instantNow(), ...person }
		});
	}

	/** Takes back something this tablet did. */
	undo(key: string): void {
		const target = this.#memory.own(key);
		if (!target?.ticketCode) return;
		const scan = this.#newUndo(target.ticketCode, key);
		this.#show(scan, 'undone', this.#memory.holderOf(target));
		this.#keep(scan, 'undone');
	}

	/** The helper has seen to something that was not recorded. */
	forget(key: string): void {
		this.#unsent.forget(key);
		this.#refresh();
	}

	/** Sends what waits, then asks for what is new: on a timer, and whenever there may be a network again. */
	async sync(): Promise<void> {
		if (this.#syncing || this.ended) return;
		this.#syncing = true;
		try {
			// What cannot be sent must not keep the tablet from hearing what happened elsewhere.
			await this.#flush();
			if (this.ended) return;
			await this.#copy.readInto(this.#memory);
			this.online = true;
			this.syncedAt = this.#memory.now();
		} catch (error) {
			this.#failed(error);
		} finally {
			this.#syncing = false;
			this.#refresh();
		}
	}

	#letOut(ticketCode: string, ticket: Ticket | undefined): void {
		const scan = this.#newScan('exit', ticketCode);
		const isKnown = ticket !== undefined || this.#memory.insideSince(ticketCode) !== undefined;
		this.#show(scan, isKnown ? 'left' : 'unknown', ticket ?? null);
		if (isKnown) this.#keep(scan, 'left');
	}

	async #ask(scan: ScanUpload): Promise<Verdict | undefined> {
		try {
			const verdict = await this.#sender.ask(scan);
			this.#taken();
			return verdict;
		} catch (error) {
			this.#failed(error);
			return undefined;
		}
	}

	#show(
		{ key, ticketCode }: Pick<ScanUpload, 'key' | 'ticketCode'>,
		kind: ScanResult['kind'],
		holder: Holder | null,
		{ since = null, sent = true }: Partial<Pick<ScanResult, 'since' | 'sent'>> = {}
	): void {
		this.result = { key, kind, ticketCode, holder, since, sent, undoable: false };
	}

	/** The server has answered: its word goes into the log, and onto the screen if the scan is still there. */
	#settle(scan: ScanUpload, verdict: Verdict): void {
		this.#memory.takeOwn(scan, verdict.recorded);
		this.#say(verdict, scan.kind);
		this.#refresh();
	}

	#say({ key, verdict, holder, since, recorded }: Verdict, kind: ScanUpload['kind']): void {
		const { result } = this;
		if (result?.key !== key) return;
		const undoable = recorded !== null && isUndoable(kind, recorded);
		this.result = {
			...result,
			kind: verdict,
			holder: holder ?? result.holder,
			since: since ?? result.since,
			sent: true,
			undoable
		};
	}

	/** The tablet decides by itself, and tells the server as soon as it can. */
	#keep(scan: ScanUpload, told: ScanDecision): void {
		this.#memory.takeOwn(scan, told);
		if (this.result?.key === scan.key) {
			const kind = this.result.kind === 'checking' ? 'welcome' : this.result.kind;
			this.result = { ...this.result, kind, sent: false, undoable: isUndoable(scan.kind, told) };
		}
		const decided = { ...scan, ...(scan.kind === 'entry' && { decided: told }) } as ScanUpload;
		this.#send({ kind: 'scan', upload: decided, told });
	}

	#send(scan: Unsent): void {
		this.#unsent.add(scan);
		this.#refresh();
		void this.#flush();
	}

	#flush(): Promise<void> {
		return this.#sender.flush().then(
			() => this.#taken(),
			(error: unknown) => this.#failed(error)
		);
	}

	#taken(): void {
		this.online = true;
		this.wrongAddress = false;
	}

	/** Takes the verdict on what was sent late. Where the log differs from what the helper was told, it is put right. */
	#confirmed(scan: Unsent, verdict: Verdict): void {
		if (verdict.verdict === 'refused') this.#notTaken(scan, verdict);
		else if (scan.kind === 'walk-in') this.#admitted(verdict);
		else this.#amend(scan.upload, scan.told, verdict);
		this.#refresh();
	}

	#notTaken(scan: Unsent, verdict: Verdict): void {
		this.#unsent.setAside(scan);
		if (scan.kind === 'walk-in') this.#memory.dropWalkIn(verdict.key);
		else this.#memory.takeOwn(scan.upload, null);
		this.#say(verdict, 'entry');
	}

	#admitted(verdict: Verdict): void {
		const row = this.#memory.own(verdict.key);
		if (!row || !verdict.holder) return;
		this.#memory.take({ ...row, ticketCode: verdict.holder.ticketCode });
		this.#say(verdict, 'entry');
	}

	#amend(scan: ScanUpload, told: ScanDecision, verdict: Verdict): void {
		const { result } = this;
		const onScreen = result?.key === scan.key;
		this.#memory.takeOwn(scan, verdict.recorded);
		if (onScreen) this.result = { ...result, holder: verdict.holder ?? result.holder, sent: true };
		const amendment = amends(scan.kind, told, verdict.recorded);
		if (amendment === 'admit') this.#keep(this.#newScan('entry', scan.ticketCode), told);
		else if (amendment === 'undo' && onScreen) this.#say(verdict, scan.kind);
		else if (amendment === 'undo') this.#keep(this.#newUndo(scan.ticketCode, scan.key), 'undone');
	}

	#failed(error: unknown): void {
		if (!(error instanceof Unpaired)) {
			this.wrongAddress = error instanceof WrongAddress;
			this.online = this.wrongAddress;
			return;
		}
		this.ended = true;
		this.#unsent.wipe();
		this.#memory = new DoorMemory(this.#setting.device, this.#setting.timeZone);
		this.result = undefined;
		this.#refresh();
	}

	#newScan(kind: 'entry' | 'exit', ticketCode: string): ScanUpload {
		const sequence = this.#unsent.nextSequence();
		return { key: newId(), sequence, kind, ticketCode, scannedAt: instantNow() };
	}

	#newUndo(ticketCode: string, undoes: string): ScanUpload {
		return { ...this.#newScan('exit', ticketCode), kind: 'undo', undoes };
	}

	#refresh(): void {
		this.inside = this.#memory.inside;
		this.listed = this.#memory.list.size;
		this.door = this.#memory.door;
		this.unsent = this.#unsent.count;
		this.notRecorded = this.#unsent.refused.map((scan) => describeRefused(scan, this.#memory.list));
		this.done = this.#memory.done(shownDone);
	}
}

function isUndoable(kind: ScanUpload['kind'], told: ScanDecision): boolean {
	return kind === 'exit' || admits({ kind, decided: told });
}
