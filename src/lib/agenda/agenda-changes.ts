import {
	countField,
	instantField,
	localizedField,
	noteField,
	textField
} from '#lib/changes/fields.ts';
import { changeSubject } from '#lib/changes/subject.ts';

/** The fields that the log holds of an item of the agenda. */
export const itemChange = changeSubject('agenda-item', 1, {
	title: localizedField('changes.field-title'),
	room: textField('changes.field-room'),
	startsAt: instantField('changes.field-starts'),
	endsAt: instantField('changes.field-ends'),
	count: countField()
});

/** The fields that the log holds of a published agenda. */
export const releaseChange = changeSubject('release', 1, {
	number: countField(),
	note: noteField()
});
