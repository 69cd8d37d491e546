import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { loadTranslate } from '#messages/load.ts';
import EditionPage from '../../src/routes/(public)/[edition=edition]/+page.svelte';
import Speaking from '../ui/Speaking.svelte';

const t = await loadTranslate('en');

/** The page of an edition that takes talks. */
function show(isPublished: boolean): string {
	const data = {
		slug: '2027',
		title: { en: 'Evaluation conference' },
		theme: {},
		venueName: '',
		venueAddress: '',
		timeZone: 'Europe/Riga',
		hours: [],
		talksDueAt: '2027-04-30T20:59:00.000Z',
		takesTalks: true,
		isPublished
	};
	const component = EditionPage as Component<Record<string, unknown>>;
	return render(Speaking, { props: { t, component, props: { data } } }).body;
}

it('the call for talks names the time zone of its deadline', () => {
	expect(show(false)).toContain(
		'until 30\u00a0April\u00a02027, 23:59, Eastern European Summer Time (GMT+3).'
	);
});

it('“register a talk” leads to a new one, before and after the programme is published', () => {
	for (const isPublished of [false, true]) {
		expect(show(isPublished)).toContain('href="/talks/new?edition=2027"');
	}
});
