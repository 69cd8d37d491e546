import * as v from 'valibot';
import { dayAfter } from '#lib/platform/clock.ts';
import { day } from '#lib/platform/fields.ts';
import { languages, type LocalizedText } from '#lib/platform/languages.ts';
import type { FormValues } from '#lib/platform/form.ts';
import { typedDeadline, type Edition } from './edition.ts';

interface TypedDeadline {
	on: string;
	time: string;
}

/** The settings of an edition as its form holds them: texts, as they were typed. */
export interface EditionValues {
	title: LocalizedText;
	theme: LocalizedText;
	timeZone: string;
	venueName: string;
	venueAddress: string;
	talksDue: TypedDeadline;
	answersDue: TypedDeadline;
	days: { id: string; dayOn: string; opens: string; closes: string }[];
	rooms: { id: string; name: string; capacity: string }[];
	revision: string;
}

/** What is saved, for the form to begin with. */
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

/** What was typed, brought into shape: a forged or cut form must not break the page that shows it again. */
export function typedValues(form: FormValues): EditionValues {
	const rows = (name: string) => (Array.isArray(form[name]) ? form[name].filter(Boolean) : []);
	return {
		title: localized(form['title']),
		theme: localized(form['theme']),
		timeZone: text(form['timeZone']),
		venueName: text(form['venueName']),
		venueAddress: text(form['venueAddress']),
		talksDue: {
			on: text(part(form['talksDue'], 'on')),
			time: text(part(form['talksDue'], 'time'))
		},
		answersDue: {
			on: text(part(form['answersDue'], 'on')),
			time: text(part(form['answersDue'], 'time'))
		},
		days: rows('days').map((row) => ({
			id: text(part(row, 'id')),
			dayOn: text(part(row, 'dayOn')),
			opens: text(part(row, 'opens')),
			closes: text(part(row, 'closes'))
		})),
		rooms: rows('rooms').map((row) => ({
			id: text(part(row, 'id')),
			name: text(part(row, 'name')),
			capacity: text(part(row, 'capacity'))
		})),
		revision: text(form['revision'])
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function part(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null
		? (value as Record<string, unknown>)[name]
		: undefined;
}

function localized(value: unknown): LocalizedText {
	return Object.fromEntries(languages.map((language) => [language, text(part(value, language))]));
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
	if (!last || !v.is(day, last.dayOn)) {
		return { id: '', dayOn: '', opens: '09:00', closes: '17:00' };
	}
	return { id: '', dayOn: dayAfter(last.dayOn, 1), opens: last.opens, closes: last.closes };
}

export type EditionField = Exclude<keyof EditionValues, 'revision'>;

const fields: EditionField[] = [
	...(['title', 'theme', 'timeZone', 'venueName', 'venueAddress'] as const),
	...(['talksDue', 'answersDue', 'days', 'rooms'] as const)
];

/** Where two versions of the settings say something else. */
export function differingFields(one: EditionValues, other: EditionValues): EditionField[] {
	return fields.filter((field) => said(one[field]) !== said(other[field]));
}

// Empty fields say nothing, and an id is no part of what a row says.
function said(value: EditionValues[EditionField]): string {
	const told = (fields: object) =>
		Object.entries(fields).filter(([name, text]) => name !== 'id' && text);
	if (typeof value === 'string') return value;
	return JSON.stringify(Array.isArray(value) ? value.map(told) : told(value));
}
