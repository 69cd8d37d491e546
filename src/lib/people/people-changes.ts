import { countryField, languageField, textField } from '#lib/changes/fields.ts';
import { changeSubject } from '#lib/changes/subject.ts';

/** The fields that the log holds of a person. */
export const personChange = changeSubject('person', 1, {
	name: textField('changes.field-name'),
	email: textField('changes.field-email'),
	organisation: textField('changes.field-organisation'),
	country: countryField('changes.field-country'),
	language: languageField('changes.field-language')
});

export const organisationChange = changeSubject('organisation', 1, {
	name: textField('changes.field-name'),
	country: countryField('changes.field-country'),
	address: textField('changes.field-address')
});

/** A person who may organise; the subject is the person. */
export const organiserChange = changeSubject('organiser', 1, {
	email: textField('changes.field-email')
});

/** A sign-in: that it happened, and nothing of the link or the address. */
export const loginChange = changeSubject('login', 1, {});
