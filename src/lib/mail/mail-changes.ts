import { countField, flagField, numberField, textField } from '#lib/changes/fields.ts';
import { changeSubject } from '#lib/changes/subject.ts';

/** The fields that the log holds of the outbox: of one mail, of its limits, of a halt, of an address that takes no mail. */
export const mailChange = changeSubject('mail', 1, {
	address: textField('changes.field-address'),
	allowed: flagField(),
	perMinute: numberField('changes.field-per-minute'),
	perDay: numberField('changes.field-per-day'),
	halted: flagField(),
	count: countField(),
	sent: countField(),
	failed: countField()
});
