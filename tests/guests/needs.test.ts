import { expect, it } from 'vitest';
import { areNeedsOutdated } from '#lib/guests/needs.ts';

it('what guests need is erased once a week has passed since the last day ended', () => {
	const day = { id: '1', dayOn: '2027-05-24', opens: '09:00', closes: '17:00' };
	const edition = { timeZone: 'Europe/Riga', days: [day] };
	// It ends at 17:00 in Riga, which is 14:00 UTC in May.
	expect(areNeedsOutdated(edition, '2027-05-31T14:00:00.000Z')).toBe(false);
	expect(areNeedsOutdated(edition, '2027-05-31T14:00:00.001Z')).toBe(true);
	expect(areNeedsOutdated({ ...edition, days: [] }, '2037-05-31T14:00:00.000Z')).toBe(false);
});
