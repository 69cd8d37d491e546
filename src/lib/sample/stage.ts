import type { Day } from '#lib/platform/clock.ts';

/** The ground that each step of the sample builds on. */
export interface SampleStage {
	editionId: string;
	conferenceOn: Day;
	timeZone: string;
	/** The organiser on whose behalf everything is done. */
	by: string;
}
