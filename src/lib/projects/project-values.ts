import type { FormValues } from '#lib/platform/form.ts';
import { manyLines } from '#lib/platform/text.ts';
import type { Project } from './project.ts';

/** A project as its form holds it: texts, as they were typed. */
export interface ProjectValues {
	title: string;
	acronym: string;
	programme: string;
	action: string;
	code: string;
	startsOn: string;
	endsOn: string;
	summary: string;
	partners: { name: string; country: string; role: string }[];
	countries: string[];
	revision: string;
}

const emptyPartner = { name: '', country: '', role: 'partner' };

export const newProject: ProjectValues = {
	title: '',
	acronym: '',
	programme: 'erasmus-plus',
	action: '',
	code: '',
	startsOn: '',
	endsOn: '',
	summary: '',
	partners: [emptyPartner],
	countries: [''],
	revision: '0'
};

/** What is saved, for the form to begin with. */
export function savedValues(project: Project): ProjectValues {
	return {
		title: project.title,
		acronym: project.acronym,
		programme: project.programme,
		action: project.action,
		code: project.code,
		startsOn: project.startsOn ?? '',
		endsOn: project.endsOn ?? '',
		summary: project.summary,
		partners: project.partners.map(({ name, country, role }) => ({
			name,
			country: country ?? '',
			role
		})),
		countries: project.namedCountries,
		revision: String(project.revision)
	};
}

/** What was typed, brought into shape: a forged or cut form must not break the page that shows it again. */
export function typedValues(form: FormValues): ProjectValues {
	const rows = (name: string): unknown[] => (Array.isArray(form[name]) ? form[name] : []);
	const field = (row: unknown, name: string) =>
		text(typeof row === 'object' && row ? (row as FormValues)[name] : '');
	return {
		title: text(form['title']),
		acronym: text(form['acronym']),
		programme: text(form['programme']),
		action: text(form['action']),
		code: text(form['code']),
		startsOn: text(form['startsOn']),
		endsOn: text(form['endsOn']),
		summary: text(form['summary']),
		partners: rows('partners').map((row) => ({
			name: field(row, 'name'),
			country: field(row, 'country'),
			role: field(row, 'role')
		})),
		countries: rows('countries').map(text),
		revision: text(form['revision'])
	};
}

export type ProjectField = Exclude<keyof ProjectValues, 'revision'>;

/** Where two versions of a project say something else; empty rows and the order of countries say nothing. */
export function differingFields(one: ProjectValues, other: ProjectValues): ProjectField[] {
	const fields = Object.keys(newProject).filter((name) => name !== 'revision') as ProjectField[];
	const said = (values: ProjectValues) => ({
		...values,
		summary: manyLines(values.summary),
		partners: values.partners.filter(({ name }) => name),
		countries: values.countries.filter(Boolean).sort()
	});
	return fields.filter(
		(field) => JSON.stringify(said(one)[field]) !== JSON.stringify(said(other)[field])
	);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** The form with a row more or less: `add-partner`, `add-country`, `remove-partner-0`. Anything else changes nothing. */
export function reshape(values: ProjectValues, change: string): ProjectValues {
	const { partners, countries } = values;
	if (change === 'add-partner') return { ...values, partners: [...partners, emptyPartner] };
	if (change === 'add-country') return { ...values, countries: [...countries, ''] };
	const at = /^remove-partner-(\d+)$/.exec(change)?.[1];
	return at ? { ...values, partners: partners.filter((_, index) => index !== Number(at)) } : values;
}
