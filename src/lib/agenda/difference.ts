import { languages } from '#lib/platform/languages.ts';
import { compareText } from '#lib/platform/text.ts';
import { itemsOf, subjectOf, type Programme, type ProgrammeItem } from './programme.ts';

export interface ChangedItem {
	before: ProgrammeItem;
	after: ProgrammeItem;
}

/** The changes that a new release tells people, each item once; by the start of the item. */
export interface ProgrammeDifference {
	added: ProgrammeItem[];
	/** Another time or another room; the words may have changed too. */
	moved: ChangedItem[];
	/** Time and place as before, other words or speakers. */
	reworded: ChangedItem[];
	cancelled: ProgrammeItem[];
}

/** From what was published (nothing: undefined) to what would be. Order of days and items does not matter. */
export function diffProgrammes(
	before: Pick<Programme, 'days'> | undefined,
	after: Pick<Programme, 'days'>
): ProgrammeDifference {
	const held = new Map((before ? itemsOf(before) : []).map((item) => [subjectOf(item), item]));
	const wanted = new Map(itemsOf(after).map((item) => [subjectOf(item), item]));
	const kept = [...wanted].flatMap(([subject, after]): ChangedItem[] => {
		const before = held.get(subject);
		return before ? [{ before, after }] : [];
	});
	const byStart = (a: ProgrammeItem, b: ProgrammeItem) =>
		compareText(a.startsAt, b.startsAt) || compareText(subjectOf(a), subjectOf(b));
	const byNewStart = (a: ChangedItem, b: ChangedItem) => byStart(a.after, b.after);
	return {
		added: [...wanted.values()].filter((item) => !held.has(subjectOf(item))).sort(byStart),
		moved: kept.filter(isMove).sort(byNewStart),
		reworded: kept.filter((change) => !isMove(change) && !isSame(change)).sort(byNewStart),
		cancelled: [...held.values()].filter((item) => !wanted.has(subjectOf(item))).sort(byStart)
	};
}

export function isUnchanged(difference: ProgrammeDifference): boolean {
	return Object.values(difference).every((list: unknown[]) => list.length === 0);
}

function isMove({ before, after }: ChangedItem): boolean {
	return (
		before.startsAt !== after.startsAt ||
		before.endsAt !== after.endsAt ||
		before.room !== after.room
	);
}

function isSame({ before, after }: ChangedItem): boolean {
	return words(before) === words(after);
}

// Item ids differ when a talk was taken off and put back; readers do not see them.
function words({ kind, title, abstract, language, projectTitle, speakers }: ProgrammeItem): string {
	const told = languages.map((one) => title[one] ?? '');
	const names = speakers.map(({ personId, name, organisation, country }) => [
		personId,
		name,
		organisation,
		country
	]);
	return JSON.stringify([kind, told, abstract, language, projectTitle, names]);
}
