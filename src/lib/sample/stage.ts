import type { Day } from '#lib/platform/clock.ts';
import type { Language } from '#lib/platform/languages.ts';

/** The language of the sample's school. */
export const sampleLanguage: Language = 'lv';

/** The ground that each step of the sample builds on. */
export interface SampleStage {
	editionId: string;
	conferenceOn: Day;
	timeZone: string;
	/** The organiser on whose behalf everything is done. */
	by: string;
}
