import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { loadTranslate } from '#messages/load.ts';
import EditionPage from '../../src/routes/(public)/[edition=edition]/+page.svelte';
import ProgrammePage from '../../src/routes/(public)/[edition=edition]/programme/+page.svelte';
import Speaking from '../ui/Speaking.svelte';

const t = await loadTranslate('en');

const draw = (component: unknown, data: Record<string, unknown>) =>
	render(Speaking, {
		props: { t, component: component as Component<Record<string, unknown>>, props: { data } }
	}).body;

/** The page of an edition that takes talks, unless it is over. */
function show(isPublished: boolean, isOver = false): string {
	return draw(EditionPage, {
		slug: '2027',
		title: { en: 'Evaluation conference' },
		theme: {},
		venueName: '',
		venueAddress: '',
		timeZone: 'Europe/Riga',
		hours: [],
		talksDueAt: '2027-04-30T20:59:00.000Z',
		takesTalks: !isOver,
		isOver,
		isPublished
	});
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

it('nothing is promised of the programme of a conference that is over', () => {
	expect(show(false, true)).toContain(t('agenda.over'));
	expect(show(false, true)).not.toContain(t('agenda.programme-later'));

	const edition = { slug: '2026', title: { en: 'Conference' }, theme: {} };
	const heading = { ...edition, venueName: '', venueAddress: '' };
	const programme = (isOver: boolean) => draw(ProgrammePage, { edition: heading, isOver });
	expect(programme(true)).toContain(t('agenda.never-published'));
	expect(programme(true)).not.toContain(t('agenda.unpublished.text'));
	expect(programme(false)).toContain(t('agenda.unpublished.text'));
});
