import type { FormValues } from '#lib/platform/form.ts';
import { manyLines } from '#lib/platform/text.ts';
import { contentOf, speakerLines, type Talk, type TalkContent } from './talk.ts';

/** A talk's fields as they stand in its form: all of them texts. */
export interface TalkValues {
	title: string;
	abstract: string;
	format: string;
	minutes: string;
	language: string;
	needs: string;
	projectId: string;
	coSpeakers: string;
	/** What is asked about the author when it is not known yet. */
	name: string;
	organisation: string;
	country: string;
}

const none = { name: '', organisation: '', country: '' };

/** What a new talk's form begins with. */
export function newValues(language: string): TalkValues {
	return valuesOf({
		title: '',
		abstract: '',
		format: 'talk',
		minutes: 20,
		language,
		needs: '',
		projectId: null,
		coSpeakers: []
	});
}

export function savedValues(talk: Talk): TalkValues {
	return valuesOf(contentOf(talk));
}

/** What was typed, whatever came with the form. */
export function typedValues(values: FormValues): TalkValues {
	const empty: TalkValues = { ...newValues(''), format: '', minutes: '' };
	const typed = Object.keys(empty).map((name) => [name, String(values[name] ?? '')]);
	return Object.fromEntries(typed) as TalkValues;
}

function valuesOf({ coSpeakers, minutes, projectId, ...texts }: TalkContent): TalkValues {
	return {
		...texts,
		...none,
		minutes: String(minutes),
		projectId: projectId ?? '',
		coSpeakers: speakerLines(coSpeakers)
	};
}

/** The fields in which two versions of a talk say something else. */
export function differingFields(one: TalkValues, other: TalkValues): (keyof TalkContent)[] {
	const fields = Object.keys(none);
	const names = (Object.keys(one) as (keyof TalkValues)[]).filter((name) => !fields.includes(name));
	return names.filter(
		(name) => manyLines(one[name]) !== manyLines(other[name])
	) as (keyof TalkContent)[];
}
