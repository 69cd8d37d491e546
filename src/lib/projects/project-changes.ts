import {
	choiceField,
	countriesField,
	countryField,
	dayField,
	listField,
	textField
} from '#lib/changes/fields.ts';
import { changeSubject } from '#lib/changes/subject.ts';
import { mobilityActivities, programmes } from './project.ts';

/** The fields that the log holds of a project. */
export const projectChange = changeSubject('project', 1, {
	title: textField('changes.field-title'),
	acronym: textField('changes.field-acronym'),
	programme: choiceField(
		'changes.field-programme',
		programmes,
		(name) => `projects.programme-${name}`
	),
	action: textField('changes.field-action'),
	code: textField('changes.field-code'),
	startsOn: dayField('changes.field-starts'),
	endsOn: dayField('changes.field-ends'),
	summary: textField('changes.field-summary'),
	partners: listField('changes.field-partners'),
	countries: countriesField('changes.field-countries')
});

/** The fields that the log holds of a person's stay abroad; the subject is the mobility. */
export const mobilityChange = changeSubject('mobility', 1, {
	person: textField('changes.field-person'),
	host: textField('changes.field-host'),
	country: countryField('changes.field-country'),
	activity: choiceField(
		'changes.field-activity',
		mobilityActivities,
		(name) => `projects.activity-${name}`
	),
	startsOn: dayField('changes.field-starts'),
	endsOn: dayField('changes.field-ends')
});
