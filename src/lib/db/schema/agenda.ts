import type { Instant } from '#lib/platform/clock.ts';
import type { Json, Localized } from './json.ts';

/** The draft: what stands where, before it is published. Times are null while unplaced. */
export interface AgendaItemTable {
	id: string;
	editionId: string;
	kind: 'talk' | 'workshop' | 'break' | 'ceremony' | 'other';
	talkId: string | null;
	title: Localized;
	roomId: string | null;
	startsAt: Instant | null;
	endsAt: Instant | null;
	createdAt: Instant;
	revision: number;
}

/** A published agenda: numbered, frozen. */
export interface ReleaseTable {
	id: string;
	editionId: string;
	number: number;
	note: string;
	/** JSON of `Programme` in agenda/programme.ts. */
	programme: Json;
	byPersonId: string | null;
	releasedAt: Instant;
}

export interface AgendaSchema {
	agendaItem: AgendaItemTable;
	release: ReleaseTable;
}
