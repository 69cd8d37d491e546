import {
	dayField,
	daysField,
	flagField,
	instantField,
	listField,
	localizedField,
	textField
} from '#lib/changes/fields.ts';
import { changeSubject } from '#lib/changes/subject.ts';
import type { Edition } from './edition.ts';

/** The fields that the log holds of an edition's settings. */
export const editionChange = changeSubject('edition', 1, {
	title: localizedField('changes.field-title'),
	theme: localizedField('changes.field-theme'),
	firstDayOn: dayField('changes.field-first-day'),
	furtherDaysOn: daysField('changes.field-further-days'),
	hours: listField('changes.field-hours'),
	timeZone: textField('changes.field-time-zone'),
	venueName: textField('changes.field-venue-name'),
	venueAddress: textField('changes.field-venue-address'),
	talksDueAt: instantField('changes.field-talks-due'),
	answersDueAt: instantField('changes.field-answers-due'),
	rooms: listField('changes.field-rooms')
});

/** The settings of an edition as the log holds them. */
export function loggedEdition(edition: Edition) {
	const [first, ...further] = edition.days;
	return {
		title: edition.title,
		theme: edition.theme,
		firstDayOn: first?.dayOn ?? null,
		furtherDaysOn: further.map(({ dayOn }) => dayOn),
		hours: edition.days.map(({ opens, closes }) => `${opens}–${closes}`),
		timeZone: edition.timeZone,
		venueName: edition.venueName,
		venueAddress: edition.venueAddress,
		talksDueAt: edition.talksDueAt,
		answersDueAt: edition.answersDueAt,
		rooms: edition.rooms.map(({ name, capacity }) =>
			capacity === null ? name : `${name} (${capacity})`
		)
	};
}

/** The fields that the log holds of an edition's door. */
export const doorChange = changeSubject('door', 1, {
	open: flagField()
});
