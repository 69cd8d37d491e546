import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCompanions } from '#lib/guests/companions.ts';
import { mostCompanions, type CompanionRow } from '#lib/guests/guest.ts';

interface Held {
	id: string;
	name: string;
}

const name = fc.constantFrom(
	'Ieva',
	'IEVA',
	'Jānis',
	'Janis',
	'Anna',
	'Zoé',
	'Ļubova',
	'Otto',
	'',
	' '
);
const held = fc.uniqueArray(
	fc.record({ id: fc.constantFrom('a', 'b', 'c'), name: fc.constantFrom('Ieva', 'Jānis', 'Anna') }),
	{ selector: ({ id }) => id }
);
const rows = fc.array(fc.record({ id: fc.constantFrom('', 'a', 'b', 'c', 'foreign'), name }), {
	maxLength: mostCompanions
});

/** Who is on record after a form was posted; unchanged when it asks for too many. */
function post(before: Held[], form: CompanionRow[]): Held[] {
	const plan = planCompanions(before, form);
	if (!plan) return before;
	const renamed = new Map(plan.renamed.map((row) => [row.id, row.name]));
	const removed = new Set(plan.removed.map(({ id }) => id));
	return [
		...before
			.filter(({ id }) => !removed.has(id))
			.map((row) => ({ ...row, name: renamed.get(row.id) ?? row.name })),
		...plan.added.map((added, at) => ({ id: `new ${before.length} ${at}`, name: added }))
	];
}

describe('the companions on a guest’s form', () => {
	it('posted twice are the same as posted once', () => {
		fc.assert(
			fc.property(held, rows, (before, form) => {
				const once = post(before, form);
				expect(post(once, form)).toEqual(once);
			})
		);
	});

	it('may bear one name: father and son are two', () => {
		const jānis = { id: 'a', name: 'Jānis Bērziņš' };
		const twice = [
			{ id: '', name: jānis.name },
			{ id: '', name: jānis.name }
		];
		expect(post([jānis], [jānis, { id: '', name: jānis.name }])).toHaveLength(2);
		expect(post([], twice)).toHaveLength(2);
		expect(post(post([], twice), twice)).toHaveLength(2);
	});

	it('whom another tab took off are there again when the form names them', () => {
		expect(post([], [{ id: 'gone', name: 'Ieva Grāvīte' }]).map(({ name }) => name)).toEqual([
			'Ieva Grāvīte'
		]);
	});

	it('are never more than a guest may bring, and never without a name', () => {
		fc.assert(
			fc.property(held, fc.array(rows, { maxLength: 6 }), (before, forms) => {
				const after = forms.reduce(post, before);
				expect(after.length).toBeLessThanOrEqual(mostCompanions);
				for (const companion of after) expect(companion.name.trim()).not.toBe('');
			})
		);
	});

	it('who are not in the form stay: another tab may have brought them', () => {
		fc.assert(
			fc.property(held, rows, (before, form) => {
				const named = new Set(form.map(({ id }) => id));
				const untouched = before.filter(({ id }) => !named.has(id));
				expect(post(before, form)).toEqual(expect.arrayContaining(untouched));
			})
		);
	});
});
