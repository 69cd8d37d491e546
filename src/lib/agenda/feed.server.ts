import type { CalendarEvent } from '#lib/calendar/event.ts';
import { writeFeed } from '#lib/calendar/write.server.ts';
import { placeIn } from '#lib/conference/edition.ts';
import type { EditionHeading } from '#lib/conference/queries.server.ts';
import type { Translate } from '#lib/platform/messages.ts';
import { inLanguage } from '#lib/platform/languages.ts';
import { countryName, languageName } from '#lib/platform/format.ts';
import {
	itemsOf,
	namedSpeakers,
	subjectOf,
	type ProgrammeItem,
	type Release
} from './programme.ts';
import { anchorOf } from './readable-programme.ts';

export interface FeedSurroundings {
	edition: EditionHeading;
	origin: string;
	/** The publisher. */
	sender: { name: string; address: string };
	t: Translate;
}

/**
 * The programme as a calendar to subscribe to (RFC 5545, METHOD:PUBLISH). An entry keeps its UID from release to
 * release and has the release's number as its sequence; before the first release the calendar is empty.
 */
export function programmeFeed(release: Release | undefined, around: FeedSurroundings): string {
	const { edition, t } = around;
	const name = inLanguage(edition.title, t.language);
	const events = release
		? itemsOf(release.programme).map((item) => eventOf(item, release, around))
		: [];
	const timeZone = release?.programme.timeZone ?? edition.timeZone;
	return writeFeed({ name, timeZone, events });
}

function eventOf(
	item: ProgrammeItem,
	{ programme }: Release,
	{ edition, origin, sender, t }: FeedSurroundings
): CalendarEvent {
	return {
		uid: `programme-${subjectOf(item)}`,
		sequence: programme.number - 1,
		stampedAt: programme.releasedAt,
		status: 'CONFIRMED',
		title: inLanguage(item.title, t.language),
		description: describe(item, t),
		location: placeIn(item.room, edition),
		startsAt: item.startsAt,
		endsAt: item.endsAt,
		timeZone: programme.timeZone,
		organizer: { name: inLanguage(edition.title, t.language), address: sender.address },
		url: `${origin}/${t.language}/${edition.slug}/programme#${anchorOf(item)}`
	};
}

function describe(item: ProgrammeItem, t: Translate): string {
	const speakers = namedSpeakers(item).map(({ name, organisation, country }) =>
		[name, organisation, country && countryName(country, t.language)].filter(Boolean).join(', ')
	);
	const facts = [
		item.language && t('agenda.in-language', { language: languageName(item.language, t.language) }),
		item.projectTitle
	];
	return [speakers.join('\n'), facts.filter(Boolean).join(' · '), item.abstract]
		.filter(Boolean)
		.join('\n\n');
}
