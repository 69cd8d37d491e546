import * as v from 'valibot';
import { dayAfter } from '#lib/platform/clock.ts';
import { dayText } from '#lib/platform/fields.ts';
import type { FormValues } from '#lib/platform/form.ts';
import {
	differingIn,
	group,
	localized,
	rows,
	typedIn,
	unsaid,
	words,
	type SaidField,
	type ValuesOf
} from '#lib/platform/form-values.ts';
import { typedDeadline, type Edition } from './edition.ts';

const deadline = group({ on: words, time: words });

const fields = {
	title: localized,
	theme: localized,
	timeZone: words,
	venueName: words,
	venueAddress: words,
	talksDue: deadline,
	answersDue: deadline,
	days: rows({ id: unsaid, dayOn: words, opens: words, closes: words }),
	rooms: rows({ id: unsaid, name: words, capacity: words }),
	revision: unsaid
};

/** The settings of an edition as its form holds them: texts, as they were typed. */
export type EditionValues = ValuesOf<typeof fields>;
export type EditionField = SaidField<typeof fields>;

/** The saved settings, for the form to begin with. */
export function savedValues(edition: Edition): EditionValues {
	const { title, theme, timeZone, venueName, venueAddress, revision } = edition;
	return {
		title,
		theme,
		timeZone,
		venueName,
		venueAddress,
		talksDue: typedDeadline(edition.talksDueAt, timeZone),
		answersDue: typedDeadline(edition.answersDueAt, timeZone),
		days: edition.days.map(({ id, dayOn, opens, closes }) => ({ id, dayOn, opens, closes })),
		rooms: edition.rooms.map(({ id, name, capacity }) => ({
			id,
			name,
			capacity: capacity === null ? '' : String(capacity)
		})),
		revision: String(revision)
	};
}

/** The settings as typed, brought into shape. */
export function typedValues(form: FormValues): EditionValues {
	return typedIn(fields, form);
}

/** Where two versions of the settings say something else. */
export function differingFields(one: EditionValues, other: EditionValues): EditionField[] {
	return differingIn(fields, one, other);
}

/**
 * The form with a row more or less, for browsers without scripts: `add-day`, `add-room`, `remove-day-0`,
 * `remove-room-2`. Anything else changes nothing.
 */
export function reshape(values: EditionValues, change: string): EditionValues {
	const { days, rooms } = values;
	if (change === 'add-day') return { ...values, days: [...days, dayRowAfter(days.at(-1))] };
	if (change === 'add-room') {
		return { ...values, rooms: [...rooms, { id: '', name: '', capacity: '' }] };
	}
	const [, what, at] = /^remove-(day|room)-(\d+)$/.exec(change) ?? [];
	const without = <Row>(list: Row[]) => list.filter((_, index) => index !== Number(at));
	if (what === 'day') return { ...values, days: without(days) };
	if (what === 'room') return { ...values, rooms: without(rooms) };
	return values;
}

function dayRowAfter(last: EditionValues['days'][number] | undefined) {
	if (!last || !v.is(dayText, last.dayOn)) {
		return { id: '', dayOn: '', opens: '09:00', closes: '17:00' };
	}
	return { id: '', dayOn: dayAfter(last.dayOn, 1), opens: last.opens, closes: last.closes };
}
