import type { FormValues } from '#lib/platform/form.ts';
import { differingIn, typedIn, unsaid, words, type ValuesOf } from '#lib/platform/form-values.ts';
import { contentOf, speakerLines, type Talk, type TalkContent } from './talk.ts';

/** The questions about an author of whom nothing is known yet. */
const author = { name: unsaid, organisation: unsaid, country: unsaid };

const fields = {
	title: words,
	abstract: words,
	format: words,
	minutes: words,
	language: words,
	needs: words,
	projectId: words,
	coSpeakers: words,
	...author
};

/** A talk's fields as they stand in its form: all of them texts. */
export type TalkValues = ValuesOf<typeof fields>;

/** The values that a new talk's form begins with. */
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

/** The talk as typed, whatever came with the form. */
export function typedValues(form: FormValues): TalkValues {
	return typedIn(fields, form);
}

function valuesOf({ coSpeakers, minutes, projectId, ...texts }: TalkContent): TalkValues {
	return {
		...texts,
		...typedIn(author, {}),
		minutes: String(minutes),
		projectId: projectId ?? '',
		coSpeakers: speakerLines(coSpeakers)
	};
}

/** The fields in which two versions of a talk say something else. */
export function differingFields(one: TalkValues, other: TalkValues): (keyof TalkContent)[] {
	return differingIn(fields, one, other);
}
