import { fold, oneLine } from '#lib/platform/text.ts';
import { mostCompanions, type Companion, type CompanionRow } from './guest.ts';

export interface CompanionPlan {
	added: string[];
	renamed: { id: string; name: string }[];
	removed: { id: string }[];
}

/**
 * The changes that the posted rows make to those on record. A new row is not added when somebody of that name is on
 * record and not in the form: a form sent twice, or from two tabs, brings nobody twice. Two rows of one name are two
 * people. Undefined when they would be too many.
 */
export function planCompanions(
	held: readonly Pick<Companion, 'id' | 'name'>[],
	rows: readonly CompanionRow[]
): CompanionPlan | undefined {
	const unseen = new Map(held.map((companion) => [companion.id, companion]));
	const seen = new Set<string>();
	const plan: CompanionPlan = { added: [], renamed: [], removed: [] };
	const newcomers: string[] = [];
	for (const row of rows) {
		// Of two rows about one companion the first holds.
		if (row.id && seen.has(row.id)) continue;
		seen.add(row.id);
		const companion = unseen.get(row.id);
		unseen.delete(row.id);
		const name = oneLine(row.name);
		// Whoever was taken off in another tab is new again when the form still names them.
		if (!companion) newcomers.push(...(name ? [name] : []));
		else if (!name) plan.removed.push({ id: companion.id });
		else if (name !== companion.name) plan.renamed.push({ id: companion.id, name });
	}
	const names = [...unseen.values()].map(({ name }) => fold(name));
	for (const name of newcomers) {
		const at = names.indexOf(fold(name));
		if (at === -1) plan.added.push(name);
		else names.splice(at, 1);
	}
	const staying = held.length - plan.removed.length;
	return staying + plan.added.length > mostCompanions ? undefined : plan;
}
