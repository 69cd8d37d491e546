import { countField, flagField, noteField, textField } from '#lib/changes/fields.ts';
import { changeSubject } from '#lib/changes/subject.ts';

/** The fields that the log holds of a certificate; the subject is the guest, or the edition where many were issued. */
export const certificateChange = changeSubject('certificate', 1, {
	name: textField('changes.field-name'),
	code: textField('changes.field-code'),
	valid: flagField(),
	reason: noteField(),
	count: countField(),
	mailed: countField()
});
