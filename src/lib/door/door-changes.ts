import { countField, flagField, textField } from '#lib/changes/fields.ts';
import { changeSubject } from '#lib/changes/subject.ts';

/** The fields that the log holds of a tablet at the door. Of its scans only how many there were: the scan log holds them. */
export const deviceChange = changeSubject('device', 1, {
	device: textField('changes.field-device'),
	gate: textField('changes.field-gate'),
	paired: flagField(),
	count: countField()
});
