import * as v from 'valibot';
import type { Day } from '#lib/platform/clock.ts';
import {
	country,
	email,
	longText,
	optionalDay,
	requiredText,
	revision,
	text
} from '#lib/platform/fields.ts';

export const programmes = [
	'erasmus-plus',
	'nordplus',
	'lifelong-learning',
	'leonardo-da-vinci',
	'other'
] as const;
export type FundingProgramme = (typeof programmes)[number];

export const partnerRoles = ['coordinator', 'partner', 'host'] as const;
export type PartnerRole = (typeof partnerRoles)[number];

export const mobilityActivities = [
	'job-shadowing',
	'teaching',
	'course',
	'placement',
	'skills-competition',
	'group',
	'preparatory-visit',
	'other'
] as const;
export type MobilityActivity = (typeof mobilityActivities)[number];

export interface ProjectPartner {
	organisationId: string;
	name: string;
	country: string | null;
	role: PartnerRole;
}

/** A funded project, with the mobilities of the people who went. */
export interface Project {
	id: string;
	title: string;
	acronym: string;
	programme: FundingProgramme;
	/** Such as `KA121-VET`. */
	action: string;
	code: string;
	startsOn: Day | null;
	endsOn: Day | null;
	summary: string;
	partners: ProjectPartner[];
	/** Those named without a partner. */
	namedCountries: string[];
	/** All that take part: named, or a partner's; by code. */
	countries: string[];
	mobilityCount: number;
	revision: number;
}

/** One person's stay abroad under a project. */
export interface Mobility {
	id: string;
	projectId: string;
	projectTitle: string;
	person: { id: string; name: string; email: string | null };
	host: string | null;
	country: string;
	activity: MobilityActivity;
	startsOn: Day | null;
	endsOn: Day | null;
}

/** A project's name where space is short. */
export function shortTitle(project: { title: string; acronym: string }): string {
	return project.acronym || project.title;
}

const erasmusCode =
	/^20\d\d-\d-[A-Z]{2}\d\d-KA\d{3}(-(SCH|VET|ADU|HED|YOU))?-(\d{6}|\d{9})(_\d+)?$/;
const erasmusCentralCode = /^\d{6}-EPP-\d-20\d\d-\d-[A-Z]{2}-EPP[A-Z0-9-]+$/;
const nordplusCode = /^NP[A-Z]{2}-20\d\d\/\d{5}$/;

/**
 * True when a code does not look as its programme writes codes. Only ever a warning: older codes follow no rule,
 * and an agency may change its own.
 */
export function isUnusualCode(programme: FundingProgramme, code: string): boolean {
	if (!code) return false;
	if (programme === 'erasmus-plus')
		return !erasmusCode.test(code) && !erasmusCentralCode.test(code);
	if (programme === 'nordplus') return !nordplusCode.test(code);
	return false;
}

const partnerRow = v.pipe(
	v.object({
		name: text(),
		country,
		role: v.fallback(v.picklist(partnerRoles), 'partner')
	}),
	v.forward(
		v.check(({ name, country }) => Boolean(name) || country === null, 'projects.partner-name'),
		['name']
	)
);

const startsFirst = <T extends { startsOn: Day | null; endsOn: Day | null }>({
	startsOn,
	endsOn
}: T) => !startsOn || !endsOn || startsOn <= endsOn;

export const projectForm = v.pipe(
	v.object({
		title: requiredText(200),
		acronym: text(40),
		programme: v.picklist(programmes, 'form.choose'),
		action: text(40),
		code: text(80),
		startsOn: optionalDay,
		endsOn: optionalDay,
		summary: longText(4_000),
		/** Rows without a name are left out: a new project's form begins with one. */
		partners: v.pipe(
			v.optional(v.array(partnerRow), []),
			v.transform((rows) => rows.filter(({ name }) => name))
		),
		countries: v.pipe(
			v.optional(v.array(country), []),
			v.transform((codes) => [...new Set(codes.filter((code) => code !== null))])
		),
		revision: v.optional(revision, '0')
	}),
	v.forward(v.check(startsFirst, 'projects.ends-before-start'), ['endsOn'])
);

export const mobilityForm = v.pipe(
	v.object({
		name: requiredText(),
		email: v.union([
			v.pipe(
				v.optional(v.literal(''), ''),
				v.transform(() => null)
			),
			email
		]),
		host: text(),
		country: v.pipe(
			country,
			v.check((code) => code !== null, 'form.choose'),
			v.transform((code) => code ?? '')
		),
		activity: v.picklist(mobilityActivities, 'form.choose'),
		startsOn: optionalDay,
		endsOn: optionalDay
	}),
	v.forward(v.check(startsFirst, 'projects.ends-before-start'), ['endsOn'])
);
