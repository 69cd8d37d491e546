import {
	choiceField,
	countField,
	flagField,
	languageField,
	listField,
	textField,
	yesNoField
} from '#lib/changes/fields.ts';
import { changeSubject, type ChangedValues } from '#lib/changes/subject.ts';
import { answerStates, guestRoles } from './guest.ts';

/** The fields that the log holds of a guest: never what they need, only that they said something about it. */
export const guestChange = changeSubject('guest', 1, {
	onList: flagField(),
	role: choiceField('changes.field-role', guestRoles, (role) => `guests.role-${role}`),
	answer: choiceField('changes.field-answer', answerStates, (state) => `guests.answer-${state}`),
	language: languageField('changes.field-language'),
	certificateName: textField('changes.field-certificate-name'),
	companions: listField('changes.field-companions'),
	needsNoted: yesNoField('changes.field-needs-noted'),
	takesMail: flagField(),
	links: countField(),
	count: countField(),
	created: countField(),
	updated: countField(),
	skipped: countField()
});

export type GuestFacts = ChangedValues<typeof guestChange>;
