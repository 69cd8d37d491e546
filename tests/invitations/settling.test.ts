import * as v from 'valibot';
import { expect, it } from 'vitest';
import { settlingForm } from '#lib/invitations/settling.ts';

it.each([
	['0', true],
	['2', true],
	['60', true],
	['61', false],
	['-1', false],
	['1.5', false],
	['', false]
])('calendars may wait between no minutes and sixty, whole ones: %j', (minutes, isTaken) => {
	expect(v.safeParse(settlingForm, { minutes }).success).toBe(isTaken);
});
