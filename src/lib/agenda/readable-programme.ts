import type { Instant } from '#lib/platform/clock.ts';
import { inLanguage, otherLanguage, type Language } from '#lib/platform/languages.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import type { Translate } from '#lib/platform/messages.ts';
import {
	countryName,
	formatDayLong,
	formatDayRange,
	formatInstant,
	formatTime,
	formatZone,
	languageName
} from '#lib/platform/format.ts';
import { namedSpeakers, subjectOf } from './programme.ts';
import type { AgendaKind, Programme, ProgrammeItem, Release } from './programme.ts';

/** A programme as one reads it: every word and time as it is shown, in one language. */
export interface ReadableProgramme {
	/** From the first day to the last. */
	dates: string;
	/** Which clock the times are by. */
	zone: string;
	/** Which release it is, and of when. */
	asOf: string;
	days: ReadableDay[];
}

export interface ReadableDay {
	dayOn: string;
	name: string;
	slots: ReadableSlot[];
}

/** Items that start at the same time. */
export interface ReadableSlot {
	starts: string;
	startsAt: Instant;
	items: ReadableItem[];
}

export interface ReadableItem {
	/** Stays the same from release to release: links to it keep working. */
	anchor: string;
	kind: AgendaKind;
	title: string;
	/** Of the title and the abstract, where it is another than the page's. */
	lang: string | undefined;
	starts: string;
	ends: string;
	room: string | null;
	speakers: { name: string; from: string }[];
	/** Whether it is a workshop, of which project, in which language. */
	about: string;
	abstract: string;
}

// A release never changes: what was formatted once is kept, for the few that are read.
const kept = new Map<string, ReadableProgramme>();
const mostKept = 40;

export function readProgramme(
	release: Pick<Release, 'id' | 'programme'>,
	t: Translate
): ReadableProgramme {
	const key = `${release.id} ${t.language}`;
	let readable = kept.get(key);
	if (!readable) {
		const [oldest] = kept.keys();
		if (oldest !== undefined && kept.size >= mostKept) kept.delete(oldest);
		readable = read(release.programme, t);
		kept.set(key, readable);
	}
	return readable;
}

function read({ days, timeZone, number, releasedAt }: Programme, t: Translate): ReadableProgramme {
	const { language } = t;
	const first = days[0]?.items[0]?.startsAt ?? releasedAt;
	return {
		dates: days[0] ? formatDayRange(days[0].dayOn, (days.at(-1) ?? days[0]).dayOn, language) : '',
		zone: t('agenda.time-zone', { zone: formatZone(first, timeZone, language) }),
		asOf: t('agenda.as-of', { number, when: formatInstant(releasedAt, timeZone, language, 'on') }),
		days: days.map(({ dayOn, items }) => ({
			dayOn,
			name: formatDayLong(dayOn, language),
			slots: [...Map.groupBy(items, ({ startsAt }) => startsAt)].map(([startsAt, items]) => ({
				startsAt,
				starts: formatTime(startsAt, timeZone),
				items: items.map((item) => readItem(item, timeZone, t))
			}))
		}))
	};
}

/** An item's anchor on the programme page: of its id the part that is random, so that links stay short. */
export function anchorOf(item: Pick<ProgrammeItem, 'id' | 'talkId'>): string {
	return `item-${subjectOf(item).slice(-12)}`;
}

function readItem(item: ProgrammeItem, timeZone: string, t: Translate): ReadableItem {
	const { language } = t;
	return {
		anchor: anchorOf(item),
		kind: item.kind,
		title: inLanguage(item.title, language),
		lang: languageOfTitle(item, language),
		starts: formatTime(item.startsAt, timeZone),
		ends: formatTime(item.endsAt, timeZone),
		room: item.room,
		speakers: namedSpeakers(item).map(({ name, organisation, country }) => ({
			name,
			from: [organisation, country && countryName(country, language)].filter(Boolean).join(', ')
		})),
		about: [
			item.kind === 'workshop' && t('agenda.workshop'),
			item.projectTitle,
			item.language && t('agenda.in-language', { language: languageName(item.language, language) })
		]
			.filter(Boolean)
			.join(' · '),
		abstract: item.abstract
	};
}

// A talk's words are in its own language; an occasion's in the first that was filled in.
function languageOfTitle(item: ProgrammeItem, reader: Language): string | undefined {
	if (!item.language) return otherLanguage(item.title, reader);
	return item.language === reader ? undefined : item.language;
}

/** An instant as the field's schedules write it: the venue's clock with its offset, `2027-05-24T10:00:00+03:00`. */
export function localInstant(instant: Instant, timeZone: string): string {
	const { day, time } = wallClockAt(instant, timeZone);
	const minutes = Math.round((Date.parse(`${day}T${time}:00Z`) - Date.parse(instant)) / 60_000);
	const offset = Math.abs(minutes);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${day}T${time}:00${minutes < 0 ? '-' : '+'}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
}
