import type { CalendarDay, DateWriting, DayCase } from '../language.ts';

const months = [
	'janvāris',
	'februāris',
	'marts',
	'aprīlis',
	'maijs',
	'jūnijs',
	'jūlijs',
	'augusts',
	'septembris',
	'oktobris',
	'novembris',
	'decembris'
];
const weekdays = [
	'pirmdiena',
	'otrdiena',
	'trešdiena',
	'ceturtdiena',
	'piektdiena',
	'sestdiena',
	'svētdiena'
];

/** `2027. gada 24. maijs` alone, `24. maijā` for *on* a day, `24. maijam` after *līdz* (until). */
export const dates: DateWriting = {
	day,
	dayLong: (one, dayCase) => `${weekdayOf(one, dayCase)}, ${day(one, dayCase)}`,
	dayOfYear: (one) => dateOf(one, 'alone'),
	range(first, last) {
		if (first.year !== last.year) return `${day(first, 'alone')} – ${day(last, 'alone')}`;
		if (first.month !== last.month) return `${day(first, 'alone')} – ${dateOf(last, 'alone')}`;
		return `${yearOf(first)}${first.date}.–${dateOf(last, 'alone')}`;
	},
	at: (written, time) => `${written}, ${time}`
};

// A line may break after „gada”, and nowhere else.
const yearOf = ({ year }: CalendarDay) => `${year}.\u00a0gada `;

function day(one: CalendarDay, dayCase: DayCase): string {
	return `${yearOf(one)}${dateOf(one, dayCase)}`;
}

function dateOf({ month, date }: CalendarDay, dayCase: DayCase): string {
	return `${date}.\u00a0${decline(months[month - 1] ?? '', dayCase)}`;
}

function decline(month: string, dayCase: DayCase): string {
	if (dayCase === 'alone') return month;
	const [long, short] = dayCase === 'on' ? ['ī', 'ā'] : ['im', 'am'];
	return month.endsWith('is') ? month.replace(/is$/, long) : month.replace(/s$/, short);
}

function weekdayOf({ weekday }: CalendarDay, dayCase: DayCase): string {
	const endings = { alone: 'a', on: '', until: 'ai' };
	return (weekdays[weekday] ?? '').replace(/a$/, endings[dayCase]);
}
