import type { CalendarDay, DateWriting, DayCase } from '../language.ts';

// In the genitive, as they stand before the day: „gegužės 24 d.“ is the 24th *of* May.
const months = [
	'sausio',
	'vasario',
	'kovo',
	'balandžio',
	'gegužės',
	'birželio',
	'liepos',
	'rugpjūčio',
	'rugsėjo',
	'spalio',
	'lapkričio',
	'gruodžio'
];
const weekdays = [
	'pirmadien',
	'antradien',
	'trečiadien',
	'ketvirtadien',
	'penktadien',
	'šeštadien',
	'sekmadien'
];

/**
 * `2027 m. gegužės 24 d.` in every sentence: „d.“ hides the case. Only the weekday shows it: `pirmadienis` alone,
 * `pirmadienį` *on* the day, `pirmadienio` after *iki* (until).
 */
export const dates: DateWriting = {
	day,
	dayLong: (one, dayCase) => `${day(one)}, ${weekdayOf(one, dayCase)}`,
	dayOfYear,
	range(first, last) {
		if (first.year !== last.year) return `${day(first)} – ${day(last)}`;
		if (first.month !== last.month) return `${day(first)} – ${dayOfYear(last)}`;
		return `${yearOf(first)} ${monthOf(first)}\u00a0${first.date}–${last.date}\u00a0d.`;
	},
	at: (written, time) => `${written} ${time}`
};

const yearOf = ({ year }: CalendarDay) => `${year}\u00a0m.`;
const monthOf = ({ month }: CalendarDay) => months[month - 1] ?? '';

// A line may break after „m.“, and nowhere else.
function day(one: CalendarDay): string {
	return `${yearOf(one)} ${dayOfYear(one)}`;
}

function dayOfYear(one: CalendarDay): string {
	return `${monthOf(one)}\u00a0${one.date}\u00a0d.`;
}

function weekdayOf({ weekday }: CalendarDay, dayCase: DayCase): string {
	const endings = { alone: 'is', on: 'į', until: 'io' };
	return `${weekdays[weekday] ?? ''}${endings[dayCase]}`;
}
