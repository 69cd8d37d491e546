import { fold, oneLine } from '#lib/platform/text.ts';
import { mostCompanions, type Companion, type CompanionRow } from './guest.ts';

export interface CompanionPlan {
	added: string[];
	renamed: { id: string; name: string }[];
	removed: { id: string }[];
}

/**
 * What the posted rows mean for those on record. A name that is there already is not added again, so that a form
 * sent twice, or from two tabs, brings nobody twice. Undefined when they would be too many.
 */
export function planCompanions(
	held: readonly Pick<Companion, 'id' | 'name'>[],
	rows: readonly CompanionRow[]
): CompanionPlan | undefined {
	const byId = new Map(held.map((companion) => [companion.id, companion]));
	const plan: CompanionPlan = { added: [], renamed: [], removed: [] };
	for (const row of rows) {
		const companion = byId.get(row.id);
		// Of two rows about one companion the first holds.
		byId.delete(row.id);
		const name = oneLine(row.name);
		if (companion && !name) plan.removed.push({ id: companion.id });
		else if (companion && name !== companion.name) plan.renamed.push({ id: companion.id, name });
	}
	const removed = new Set(plan.removed.map(({ id }) => id));
	const renamed = new Map(plan.renamed.map(({ id, name }) => [id, name]));
	const staying = held.filter(({ id }) => !removed.has(id));
	const names = new Set(staying.map(({ id, name }) => fold(renamed.get(id) ?? name)));
	for (const row of rows) {
		const name = oneLine(row.name);
		if (!name || row.id || names.has(fold(name))) continue;
		names.add(fold(name));
		plan.added.push(name);
	}
	return staying.length + plan.added.length > mostCompanions ? undefined : plan;
}
