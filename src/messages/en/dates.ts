import type { CalendarDay, DateWriting } from '../language.ts';

const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const monthOf = ({ month }: CalendarDay) => months[month - 1] ?? '';
const day = (one: CalendarDay) => `${dayOfYear(one)}\u00a0${one.year}`;
const dayOfYear = (one: CalendarDay) => `${one.date}\u00a0${monthOf(one)}`;

/** `24 May 2027` in every sentence. */
export const dates: DateWriting = {
	day,
	dayLong: (one) => `${weekdays[one.weekday]} ${day(one)}`,
	dayOfYear,
	range(first, last) {
		if (first.year !== last.year) return `${day(first)} – ${day(last)}`;
		if (first.month !== last.month) return `${dayOfYear(first)} – ${day(last)}`;
		return `${first.date}–${day(last)}`;
	},
	at: (written, time) => `${written}, ${time}`
};
