import { expect, it } from 'vitest';
import { mayBeInvited, mayBeReminded, type Askable } from '#lib/guests/asking.ts';

const monday = '2027-03-01T08:00:00.000Z';
const tuesday = '2027-03-02T08:00:00.000Z';
const wednesday = '2027-03-03T08:00:00.000Z';

const guest = (facts: Partial<Askable> = {}): Askable => ({
	state: 'unanswered',
	invitedAt: null,
	remindedAt: null,
	mailStopped: false,
	removed: false,
	...facts
});

it('a guest is invited once, and reminded once a day has passed since the last mail', () => {
	expect(mayBeInvited(guest())).toBe(true);
	expect(mayBeReminded(guest(), wednesday)).toBe(false);
	const invited = guest({ invitedAt: monday });
	expect(mayBeInvited(invited)).toBe(false);
	expect(mayBeReminded(invited, '2027-03-02T07:59:59.999Z')).toBe(false);
	expect(mayBeReminded(invited, tuesday)).toBe(true);
	const reminded = { ...invited, remindedAt: tuesday };
	expect(mayBeReminded(reminded, '2027-03-03T07:59:59.999Z')).toBe(false);
	expect(mayBeReminded(reminded, wednesday)).toBe(true);
});

it.each([{ state: 'maybe' as const }, { mailStopped: true }, { removed: true }])(
	'nobody is asked for whom %o holds',
	(facts) => {
		expect(mayBeInvited(guest(facts))).toBe(false);
		expect(mayBeReminded(guest({ ...facts, invitedAt: monday }), wednesday)).toBe(false);
	}
);
