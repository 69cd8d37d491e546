import { conferenceHours } from '#lib/agenda/hours.ts';
import type { Programme } from '#lib/agenda/programme.ts';
import { venueOf, type Edition } from '#lib/conference/edition.ts';
import { inLanguage, type Language } from '#lib/platform/languages.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { formatDay, formatDayLong, formatDayRange, formatTime } from '#lib/platform/format.ts';
import type { EntryContent } from './entries.ts';

/** A conference as a guest is told of it: each a line in their language, empty where nothing is known. */
export interface Announcement {
	conference: string;
	theme: string;
	/** `24–25 May 2027`. */
	dates: string;
	/** `Monday 24 May 2027, 09:00–17:00`, or the dates where there are several days. */
	when: string;
	/** The venue's name and address. */
	where: string;
	/** The day until which an answer is asked for, as it stands after “by” or „līdz”. */
	answerBy: string;
}

/** `programme`: what is published, if anything is. */
export function announcementOf(
	edition: Edition,
	programme: Pick<Programme, 'days'> | undefined,
	language: Language
): Announcement {
	const { days, timeZone } = edition;
	const [first] = days;
	const last = days.at(-1);
	const dates = first && last ? formatDayRange(first.dayOn, last.dayOn, language) : '';
	const [hours, ...others] = conferenceHours(edition, programme);
	return {
		conference: inLanguage(edition.title, language),
		theme: inLanguage(edition.theme, language),
		dates,
		when: hours && others.length === 0 ? entryWhen({ ...hours, timeZone }, language) : dates,
		where: venueOf(edition),
		answerBy: edition.answersDueAt
			? formatDay(wallClockAt(edition.answersDueAt, edition.timeZone).day, language, 'until')
			: ''
	};
}

/** `Monday 24 May 2027, 09:30–10:00`, by the clock at the venue. */
export function entryWhen(
	{ startsAt, endsAt, timeZone }: Pick<EntryContent, 'startsAt' | 'endsAt' | 'timeZone'>,
	language: Language
): string {
	const day = formatDayLong(wallClockAt(startsAt, timeZone).day, language);
	return `${day}, ${formatTime(startsAt, timeZone)}–${formatTime(endsAt, timeZone)}`;
}
