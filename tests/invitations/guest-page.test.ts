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

/** Which answers stand ticked on the page of a guest who came without script. */
function ticked(state: string, form: unknown): string[] {
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
		contact: 'conference@school.example'
	};
	const { body } = render(Speaking, {
		props: { t, component: GuestPage as Component<Record<string, unknown>>, props: { data, form } },
		context: new Map([['__request__', { page: { url: new URL('https://c.example/rsvp/x') } }]])
	});
	return [...body.matchAll(/<input[^>]*type="radio"[^>]*>/g)]
		.filter(([radio]) => radio.includes('checked'))
		.map(([radio]) => /value="(\w+)"/.exec(radio)?.[1] ?? '');
}

const refused = (answer: string) => ({
	form: 'answer',
	values: { answer },
	problems: { form: 'guests.too-often' }
});

it('an answer that was refused stays chosen, whatever was answered before', () => {
	expect(ticked('waiting', null)).toEqual([]);
	expect(ticked('waiting', refused('maybe'))).toEqual(['maybe']);
	expect(ticked('yes', refused('no'))).toEqual(['no']);
});
