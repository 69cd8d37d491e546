import type { Day, Instant } from '#lib/platform/clock.ts';

export interface ProjectTable {
	id: string;
	title: string;
	acronym: string;
	programme: 'erasmus-plus' | 'nordplus' | 'lifelong-learning' | 'leonardo-da-vinci' | 'other';
	/** Such as `KA121-VET`; free text, because older ones follow no rule. */
	action: string;
	code: string;
	startsOn: Day | null;
	endsOn: Day | null;
	summary: string;
	createdAt: Instant;
	revision: number;
}

export interface ProjectPartnerTable {
	id: string;
	projectId: string;
	organisationId: string;
	role: 'coordinator' | 'partner' | 'host';
	position: number;
}

/** A country that takes part without a named partner. */
export interface ProjectCountryTable {
	projectId: string;
	country: string;
}

/** One person's stay abroad under a project. */
export interface MobilityTable {
	id: string;
	projectId: string;
	personId: string;
	hostOrganisationId: string | null;
	country: string;
	activity:
		| 'job-shadowing'
		| 'teaching'
		| 'course'
		| 'placement'
		| 'skills-competition'
		| 'group'
		| 'preparatory-visit'
		| 'other';
	startsOn: Day | null;
	endsOn: Day | null;
	createdAt: Instant;
}

export interface ProjectsSchema {
	project: ProjectTable;
	projectPartner: ProjectPartnerTable;
	projectCountry: ProjectCountryTable;
	mobility: MobilityTable;
}
