import type { Edition } from '#lib/conference/edition.ts';
import type { LocalizedText } from '#lib/platform/languages.ts';
import { languageOr } from '#lib/platform/languages.ts';
import { wallClockAt } from '#lib/platform/zone.ts';
import { shortTitle } from '#lib/projects/project.ts';
import { isOnAgenda, type Talk } from '#lib/talks/talk.ts';
import { diffProgrammes, isUnchanged } from './difference.ts';
import { byStartAndRoom } from './draft.ts';
import type { AgendaItem } from './item.ts';
import type { Programme, ProgrammeDay, ProgrammeItem, Release } from './programme.ts';

/** A talk has one title: under its language when it is one of ours, else as the fallback. */
export function titleOf(talk: Pick<Talk, 'title' | 'language'>): LocalizedText {
	return { [languageOr(talk.language)]: talk.title };
}

/**
 * The programme that would be published now: every item with a time, except talks that are not accepted (any more).
 * Days are those of the edition's zone on which an item starts.
 */
export function programmeDays(
	items: readonly AgendaItem[],
	edition: Pick<Edition, 'rooms' | 'timeZone'>
): ProgrammeDay[] {
	const names = new Map(edition.rooms.map(({ id, name }) => [id, name]));
	const placed = byStartAndRoom(items, edition.rooms).flatMap(
		(item) => published(item, names.get(item.roomId ?? '') ?? null) ?? []
	);
	const days = Map.groupBy(placed, ({ startsAt }) => wallClockAt(startsAt, edition.timeZone).day);
	return [...days].map(([dayOn, items]) => ({ dayOn, items }));
}

function published(item: AgendaItem, room: string | null): ProgrammeItem | undefined {
	if (item.startsAt === null || item.endsAt === null) return undefined;
	if (item.talk && !isOnAgenda(item.talk.state)) return undefined;
	return {
		id: item.id,
		kind: item.kind,
		title: item.title,
		abstract: item.talk?.abstract ?? '',
		language: item.talk?.language ?? null,
		startsAt: item.startsAt,
		endsAt: item.endsAt,
		room,
		talkId: item.talk?.id ?? null,
		projectTitle: item.talk?.project ? shortTitle(item.talk.project) : null,
		speakers: (item.talk?.speakers ?? []).map(({ personId, name, organisation, country }) => ({
			personId,
			name,
			organisation,
			country
		}))
	};
}

/** Whether the draft says something else than what is published; never while nothing is. */
export function hasChanged(
	release: Pick<Release, 'programme'> | undefined,
	items: readonly AgendaItem[],
	edition: Pick<Edition, 'rooms' | 'timeZone'>
): boolean {
	if (!release) return false;
	return !isUnchanged(diffProgrammes(release.programme, { days: programmeDays(items, edition) }));
}

/** Tells whether what was shown before publishing is still what would be published. */
export function fingerprint({ days }: Pick<Programme, 'days'>): string {
	// FNV-1a over code points: short enough for a hidden field; it guards against surprise, not against malice.
	let hash = 0x811c9dc5;
	for (const unit of JSON.stringify(days)) {
		hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
	}
	return (hash >>> 0).toString(16).padStart(8, '0');
}
