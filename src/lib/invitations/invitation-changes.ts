import { countField, numberField } from '#lib/changes/fields.ts';
import { changeSubject } from '#lib/changes/subject.ts';

/** The fields that the log holds of invitations and reminders that were sent; the subject is the edition, or one guest. */
export const invitationsChange = changeSubject('invitations', 1, {
	count: countField()
});

/** The fields that the log holds of bringing calendars in line; the subject is the edition. */
export const calendarsChange = changeSubject('calendars', 1, {
	count: countField(),
	minutes: numberField('changes.field-minutes')
});
