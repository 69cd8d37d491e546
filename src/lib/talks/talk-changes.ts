import {
	choiceField,
	languageField,
	listField,
	noteField,
	numberField,
	textField
} from '#lib/changes/fields.ts';
import { changeSubject } from '#lib/changes/subject.ts';
import { nameOf } from '#lib/people/person.ts';
import { shortTitle } from '#lib/projects/project.ts';
import { talkFormats, talkStates, wasHandedIn, type Talk } from './talk.ts';

/** The fields that the log holds of a talk. */
export const talkChange = changeSubject('talk', 1, {
	state: choiceField('changes.field-state', talkStates, (state) => `talks.state-${state}`),
	title: textField('changes.field-title'),
	abstract: textField('changes.field-abstract'),
	format: choiceField('changes.field-format', talkFormats, (format) => `talks.format-${format}`),
	minutes: numberField('changes.field-minutes'),
	language: languageField('changes.field-language'),
	needs: textField('changes.field-needs'),
	project: textField('changes.field-project'),
	speakers: listField('changes.field-speakers'),
	note: noteField()
});

/** A talk as the log holds it. Organisers read the log, but not what was never handed in: of that only the state. */
export function loggedTalk(talk: Talk) {
	const { state, title, abstract, format, minutes, language, needs, project } = talk;
	if (!wasHandedIn(talk)) return { state };
	return {
		...{ state, title, abstract, format, minutes, language, needs },
		project: project ? shortTitle(project) : '',
		speakers: talk.speakers.map(nameOf)
	};
}

/** The name of a talk in the log; empty while it was not handed in. */
export function loggedName(talk: Talk): string {
	return wasHandedIn(talk) ? talk.title : '';
}
