import { createHash } from 'node:crypto';
import type { EditionHeading } from '#lib/conference/queries.server.ts';
import { inLanguage, type Language } from '#lib/platform/languages.ts';
import { fold } from '#lib/platform/text.ts';
import { formatTime } from '#lib/platform/format.ts';
import {
	itemsOf,
	namedSpeakers,
	subjectOf,
	type ProgrammeItem,
	type Release
} from './programme.ts';
import { anchorOf, localInstant } from './readable-programme.ts';

export interface ScheduleSurroundings {
	edition: EditionHeading;
	origin: string;
	language: Language;
}

/**
 * The programme in the schedule JSON that conference apps read (frab's format as the C3VOC schema describes it:
 * https://c3voc.de/schedule/schema.json). Ids stay the same from release to release; addresses are left out.
 */
export function scheduleOf(release: Release | undefined, around: ScheduleSurroundings): object {
	const { edition, origin, language } = around;
	const address = `${origin}/${language}/${edition.slug}/programme`;
	const { days, timeZone } = release?.programme ?? { days: [], timeZone: edition.timeZone };
	const rooms = new Set(
		release ? itemsOf(release.programme).map((item) => roomOf(item, edition)) : []
	);
	return {
		$schema: 'https://c3voc.de/schedule/schema.json',
		generator: { name: 'Saiets' },
		schedule: {
			version: String(release?.number ?? 0),
			base_url: address,
			conference: {
				acronym: edition.slug.replaceAll('-', '_').padStart(4, 'e'),
				title: inLanguage(edition.title, language),
				start: days[0]?.dayOn ?? '',
				end: days.at(-1)?.dayOn ?? '',
				daysCount: days.length,
				timeslot_duration: '00:05',
				time_zone_name: timeZone,
				url: address,
				rooms: [...rooms].map((name) => ({ name, guid: uuidOf(`room ${edition.id} ${name}`) })),
				days: days.map(({ dayOn, items }, at) => ({
					index: at + 1,
					date: dayOn,
					day_start: localInstant(items[0]?.startsAt ?? '', timeZone),
					day_end: localInstant(
						items.map(({ endsAt }) => endsAt).reduce((a, b) => (a > b ? a : b)),
						timeZone
					),
					rooms: Object.fromEntries(
						[...Map.groupBy(items, (item) => roomOf(item, edition))].map(([room, items]) => [
							room,
							items.map((item) => eventOf(item, timeZone, around))
						])
					)
				}))
			}
		}
	};
}

function eventOf(
	item: ProgrammeItem,
	timeZone: string,
	{ edition, origin, language }: ScheduleSurroundings
): object {
	const guid = subjectOf(item);
	const title = inLanguage(item.title, language);
	const id = numberOf(guid);
	return {
		id,
		guid,
		date: localInstant(item.startsAt, timeZone),
		start: formatTime(item.startsAt, timeZone),
		duration: durationOf(item),
		room: roomOf(item, edition),
		slug: `${edition.slug}-${id}-${slugOf(title)}`.replace(/-+$/, ''),
		url: `${origin}/${language}/${edition.slug}/programme#${anchorOf(item)}`,
		title,
		subtitle: '',
		track: item.projectTitle,
		type: item.kind,
		language: item.language ?? language,
		abstract: item.abstract,
		description: '',
		recording_license: '',
		persons: namedSpeakers(item).map(({ personId, name, organisation, country }) => {
			const guid = uuidOf(`person ${personId}`);
			const affiliation = [organisation, country].filter(Boolean).join(', ');
			return { id: numberOf(guid), guid, public_name: name, ...(affiliation && { affiliation }) };
		}),
		links: [],
		attachments: [],
		answers: []
	};
}

// What stands in no room of its own takes place in the whole house.
function roomOf({ room }: ProgrammeItem, { venueName }: EditionHeading): string {
	return room ?? (venueName || '–');
}

function durationOf({ startsAt, endsAt }: ProgrammeItem): string {
	const minutes = Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function slugOf(title: string): string {
	return fold(title)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 60);
}

/** The whole number readers want beside the id: its last 31 bits, which are random. */
function numberOf(id: string): number {
	return parseInt(id.slice(-8), 16) & 0x7fffffff || 1;
}

/** An id for what has none that may be shown (RFC 9562, version 8). */
function uuidOf(name: string): string {
	const hex = createHash('sha256').update(name).digest('hex');
	const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`${variant}${hex.slice(17, 20)}`,
		hex.slice(20, 32)
	].join('-');
}
