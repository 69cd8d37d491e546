import { itemsOf, subjectOf, type Programme, type ProgrammeItem } from './programme.ts';

export interface Change {
	before: ProgrammeItem;
	after: ProgrammeItem;
}

/** What a new release tells people, each item once; by the start of the item. */
export interface ProgrammeDifference {
	added: ProgrammeItem[];
	/** Another time or another room; the words may have changed too. */
	moved: Change[];
	/** Time and place as before, other words or speakers. */
	reworded: Change[];
	cancelled: ProgrammeItem[];
}

/** From what was published (nothing: undefined) to what would be. Order of days and items does not matter. */
export function diffProgrammes(
	before: Pick<Programme, 'days'> | undefined,
	after: Pick<Programme, 'days'>
): ProgrammeDifference {
	const held = new Map((before ? itemsOf(before) : []).map((item) => [subjectOf(item), item]));
	const wanted = new Map(itemsOf(after).map((item) => [subjectOf(item), item]));
	const kept = [...wanted].flatMap(([subject, after]): Change[] => {
		const before = held.get(subject);
		return before ? [{ before, after }] : [];
	});
	const byStart = (a: ProgrammeItem, b: ProgrammeItem) =>
		order(a.startsAt, b.startsAt) || order(subjectOf(a), subjectOf(b));
	const byNewStart = (a: Change, b: Change) => byStart(a.after, b.after);
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

function isMove({ before, after }: Change): boolean {
	return (
		before.startsAt !== after.startsAt ||
		before.endsAt !== after.endsAt ||
		before.room !== after.room
	);
}

function isSame({ before, after }: Change): boolean {
	return words(before) === words(after);
}

// Item ids differ when a talk was taken off and put back; readers do not see them.
function words({ kind, title, abstract, language, projectTitle, speakers }: ProgrammeItem): string {
	const names = speakers.map(({ personId, name, organisation, country }) => [
		personId,
		name,
		organisation,
		country
	]);
	return JSON.stringify([kind, title.en, title.lv, abstract, language, projectTitle, names]);
}

function order(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
