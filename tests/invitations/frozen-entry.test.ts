import { expect, it } from 'vitest';
import type { EntryContent } from '#lib/invitations/entries.ts';
import { frozenEntry } from '#lib/invitations/frozen-entry.ts';

const content: EntryContent = {
	title: 'Evaluation conference',
	location: 'Daugavpils',
	startsAt: '2027-05-24T06:00:00.000Z',
	endsAt: '2027-05-24T14:00:00.000Z',
	timeZone: 'Europe/Riga',
	partstat: 'TENTATIVE'
};

it('what a guest was sent is read as it was', () => {
	expect(frozenEntry.read(frozenEntry.write(content))).toEqual(content);
});

it('an entry of a release to come, or a damaged one, is refused without being quoted', () => {
	const stored = (change: object) => JSON.stringify({ version: 1, ...content, ...change });
	expect(() => frozenEntry.read(stored({ version: 2 }))).toThrow(
		'Content of a calendar entry: unknown version'
	);
	expect(() => frozenEntry.read(stored({ partstat: 'DECLINED' }))).toThrow(
		'Content of a calendar entry: does not fit its schema'
	);
});
