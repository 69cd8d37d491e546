import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { formatInstant } from '#lib/platform/format.ts';
import { loadTranslate } from '#messages/load.ts';
import TalksPage from '../../src/routes/organise/[edition=edition]/talks/+page.svelte';
import Speaking from '../ui/Speaking.svelte';

const t = await loadTranslate('en');
const deadline = '2027-05-10T20:59:00.000Z';

/** The page of a conference to which nobody has registered a talk. */
function show(talksDueAt: string | null, takesTalks: boolean): string {
	const counts = { draft: 0, submitted: 0, accepted: 0, confirmed: 0, declined: 0, withdrawn: 0 };
	const edition = { slug: '2027', timeZone: 'Europe/Riga', talksDueAt };
	const data = { edition, takesTalks, counts, drafts: 0, talks: [] };
	const component = TalksPage as Component<Record<string, unknown>>;
	return render(Speaking, { props: { t, component, props: { data, form: null } } }).body;
}

it('the organisers read until when talks can be registered, or that they no longer can', () => {
	const when = formatInstant(deadline, 'Europe/Riga', 'en', 'until');
	expect(show(deadline, true)).toContain(t('talks.registered-until', { when }));
	expect(show(deadline, false)).toContain(t('talks.registered-had-until', { when }));
	expect(show(null, true)).toContain(t('talks.registered-open'));
	expect(show(null, false)).toContain(t('talks.registered-over'));
});

it('nobody is sent to register a talk after the call', () => {
	expect(show(deadline, true)).toContain(t('talks.empty-text'));
	expect(show(deadline, false)).not.toContain(t('talks.empty-text'));
});
