import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { loadTranslate } from '#messages/load.ts';
import GuestPage from '../../src/routes/rsvp/[token=token]/+page.svelte';
import Speaking from '../ui/Speaking.svelte';

const t = await loadTranslate('en');
const announcement = {
	conference: 'Evaluation conference',
	dates: '24 May 2027',
	when: 'Monday 24 May 2027, 09:00–17:00',
	where: 'Daugavpils tehnikums',
	answerBy: '',
	theme: ''
};

/** The page of a guest who came without script. */
function draw(state: string, form: unknown, more: Record<string, unknown> = {}): string {
	const data = {
		announcement,
		days: [],
		answering: 'open',
		name: 'Anna Bērziņa',
		email: 'anna@school.example',
		state,
		details: { companions: [], language: 'en', certificateName: '', accessNeeds: '' },
		tickets: [],
		talks: [],
		contact: 'conference@school.example',
		...more
	};
	return render(Speaking, {
		props: { t, component: GuestPage as Component<Record<string, unknown>>, props: { data, form } },
		context: new Map([['__request__', { page: { url: new URL('https://c.example/rsvp/x') } }]])
	}).body;
}

/** Which answers stand ticked. */
function ticked(state: string, form: unknown): string[] {
	return [...draw(state, form).matchAll(/<input[^>]*type="radio"[^>]*>/g)]
		.filter(([radio]) => radio.includes('checked'))
		.map(([radio]) => /value="(\w+)"/.exec(radio)?.[1] ?? '');
}

const refused = (answer: string) => ({
	form: 'answer',
	values: { answer },
	problems: { form: 'invitations.too-often' }
});

it('an answer that was refused stays chosen, whatever was answered before', () => {
	expect(ticked('unanswered', null)).toEqual([]);
	expect(ticked('unanswered', refused('maybe'))).toEqual(['maybe']);
	expect(ticked('yes', refused('no'))).toEqual(['no']);
});

it('a speaker who is not coming reads that the talk still stands, until the conference is over', () => {
	const talks = [{ id: 'one', title: 'One chair', when: 'Monday', room: 'Aula' }];
	const said = t('invitations.rsvp-no-talks', { count: 1 });
	expect(draw('no', null, { talks })).toContain(said);
	expect(draw('yes', null, { talks })).not.toContain(said);
	expect(draw('no', null)).not.toContain(said);
	expect(draw('no', null, { talks, answering: 'over' })).not.toContain(said);
});
