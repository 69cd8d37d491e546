import type { FormValues } from '#lib/platform/form.ts';
import {
	choices,
	differingIn,
	rows,
	typedIn,
	unsaid,
	words,
	type SaidField,
	type ValuesOf
} from '#lib/platform/form-values.ts';
import type { Project } from './project.ts';

const fields = {
	title: words,
	acronym: words,
	programme: words,
	action: words,
	code: words,
	startsOn: words,
	endsOn: words,
	summary: words,
	partners: rows({ name: words, country: words, role: words }, ({ name }) => name !== ''),
	countries: choices,
	revision: unsaid
};

/** A project as its form holds it: texts, as they were typed. */
export type ProjectValues = ValuesOf<typeof fields>;
export type ProjectField = SaidField<typeof fields>;

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

/** The saved project, for the form to begin with. */
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

/** The project as typed, brought into shape. */
export function typedValues(form: FormValues): ProjectValues {
	return typedIn(fields, form);
}

/** Where two versions of a project say something else. */
export function differingFields(one: ProjectValues, other: ProjectValues): ProjectField[] {
	return differingIn(fields, one, other);
}

/** The form with a row more or less: `add-partner`, `add-country`, `remove-partner-0`. Anything else changes nothing. */
export function reshape(values: ProjectValues, change: string): ProjectValues {
	const { partners, countries } = values;
	if (change === 'add-partner') return { ...values, partners: [...partners, emptyPartner] };
	if (change === 'add-country') return { ...values, countries: [...countries, ''] };
	const at = /^remove-partner-(\d+)$/.exec(change)?.[1];
	return at ? { ...values, partners: partners.filter((_, index) => index !== Number(at)) } : values;
}
