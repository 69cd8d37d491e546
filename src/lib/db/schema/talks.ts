import type { Generated } from 'kysely';
import type { Instant } from '#lib/platform/clock.ts';

/** The content of a talk; editable until accepted. Its state is folded from `talk_step`. */
export interface TalkTable {
	id: string;
	editionId: string;
	projectId: string | null;
	title: string;
	abstract: string;
	format: 'talk' | 'workshop' | 'poster' | 'panel';
	minutes: number;
	language: string;
	needs: string;
	createdAt: Instant;
	updatedAt: Instant;
	revision: number;
}

export interface TalkSpeakerTable {
	talkId: string;
	personId: string;
	/** 0 is the author. */
	position: number;
	/** The name that the author gives a co-speaker. */
	typedName: Generated<string>;
}

export interface TalkStepTable {
	id: string;
	talkId: string;
	/** Counts a talk's steps from 1; clocks may go back, this does not. */
	number: number;
	step: 'submitted' | 'withdrawn' | 'accepted' | 'declined' | 'confirmed';
	note: string;
	byPersonId: string | null;
	at: Instant;
}

export interface TalksSchema {
	talk: TalkTable;
	talkSpeaker: TalkSpeakerTable;
	talkStep: TalkStepTable;
}
