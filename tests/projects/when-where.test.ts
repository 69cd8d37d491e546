import { expect, it } from 'vitest';
import { whereOf } from '../../src/routes/organise/[edition=edition]/projects/when-where.ts';

it('where somebody went is the host and its country, or the country alone', () => {
	expect(whereOf({ host: 'Berufskolleg Mühlgrün', country: 'DE' }, 'lv')).toBe(
		'Berufskolleg Mühlgrün, Vācija'
	);
	expect(whereOf({ host: null, country: 'DE' }, 'en')).toBe('Germany');
});
