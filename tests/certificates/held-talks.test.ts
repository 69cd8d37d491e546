import { expect, it } from 'vitest';
import { heldTalks } from '#lib/certificates/held-talks.ts';
import type { TalkState } from '#lib/talks/talk.ts';
import { programmeItem } from '../agenda/programmes.ts';

const talk = (id: string, state: TalkState) => ({
	id,
	state,
	format: 'talk' as const,
	title: id,
	project: { id: 'wood', title: 'Wood for tomorrow', acronym: 'WOOD' },
	speakers: []
});
const talks = [
	talk('confirmed', 'confirmed'),
	talk('accepted', 'accepted'),
	talk('withdrawn', 'withdrawn'),
	talk('submitted', 'submitted')
];
const titles = (programme: Parameters<typeof heldTalks>[1]) =>
	heldTalks(talks, programme).map(({ title }) => title);

it('talks that were published count as given, unless they were withdrawn since', () => {
	const items = ['accepted', 'withdrawn'].map((talkId) => programmeItem({ talkId }));
	expect(titles({ days: [{ dayOn: '2027-05-24', items }] })).toEqual(['accepted']);
});

it('where nothing was published, those count that their speakers confirmed', () => {
	expect(titles(undefined)).toEqual(['confirmed']);
	expect(heldTalks(talks, undefined)).toEqual([
		{ format: 'talk', title: 'confirmed', project: 'WOOD', speakerIds: [] }
	]);
});
