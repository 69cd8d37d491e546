import type { Generated } from 'kysely';
import type { Instant } from '#lib/platform/clock.ts';
import type { Json } from './json.ts';

/** The one log of what was changed. Rows are appended, never altered. */
export interface ChangeTable {
	/** Rises in the order in which transactions commit. */
	position: Generated<number>;
	at: Instant;
	editionId: string | null;
	/** A `ChangeKind`: what the subject is. */
	kind: string;
	subjectId: string;
	/** The name of the subject at that time. */
	subjectName: string;
	/** A `ChangeVerb`, such as `talk.accepted`; the words for it are in the messages. */
	verb: string;
	/** Of the schema that `before` and `after` are read with. */
	version: number;
	before: Json | null;
	after: Json | null;
	/** The person who acted; null for a door device and for the system itself. */
	personId: string | null;
	deviceId: string | null;
	/** The same for all that was done in one transaction. */
	batch: string;
	/** 1 where another row of the batch tells of the whole. */
	isPart: number;
}

/** How far each reader of the log has come. */
export interface ChangeReaderTable {
	name: string;
	position: number;
	movedAt: Instant;
}

export interface ChangesSchema {
	change: ChangeTable;
	changeReader: ChangeReaderTable;
}
