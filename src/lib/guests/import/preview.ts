import type { FilledField, PlannedRow } from './plan.ts';
import type { ReadRows, RefusedRow, RowNote } from './rows.ts';

/** One row as the preview shows it. */
export interface PreviewRow {
	row: number;
	name: string;
	email: string;
	organisation: string;
	country: string | null;
	notes: RowNote[];
	/** The name on file where the list spells it otherwise. */
	knownAs?: string;
	fills?: FilledField[];
}

export interface Preview {
	counts: { create: number; update: number; skip: number; refuse: number };
	create: PreviewRow[];
	update: PreviewRow[];
	skip: (Pick<PreviewRow, 'row' | 'name' | 'email'> & {
		reason: 'on-list' | 'removed' | 'repeated';
		first?: number;
	})[];
	refuse: RefusedRow[];
}

/** Rows of one kind on a page; how many there are beyond is told by the counts. */
const mostShown = 300;

/** The plan of an import, row by row; of a long list the first of each kind. */
export function previewOf(plan: readonly PlannedRow[], read: ReadRows): Preview {
	const preview: Preview = {
		counts: { create: 0, update: 0, skip: 0, refuse: read.refused.length },
		create: [],
		update: [],
		skip: read.repeated.map((row) => ({ ...row, reason: 'repeated' as const })),
		refuse: read.refused.slice(0, mostShown)
	};
	for (const planned of plan) {
		const { row, name, email, organisation, country, notes } = planned.guest;
		const shown = { row, name, email, organisation, country, notes };
		if (planned.kind === 'create') preview.create.push({ ...shown, knownAs: planned.knownAs });
		else if (planned.kind === 'update') preview.update.push({ ...shown, fills: planned.fills });
		else preview.skip.push({ row, name, email, reason: planned.reason });
	}
	preview.skip.sort((one, other) => one.row - other.row);
	for (const kind of ['create', 'update', 'skip'] as const) {
		preview.counts[kind] = preview[kind].length;
		preview[kind].splice(mostShown);
	}
	return preview;
}
