import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { loadTranslate } from '#messages/load.ts';
import AnyPage from '../../src/routes/+error.svelte';
import CertificatePage from '../../src/routes/certificate/+error.svelte';
import GuestPage from '../../src/routes/rsvp/[token=token]/+error.svelte';
import SignInPage from '../../src/routes/sign-in/[token=token]/+error.svelte';
import Speaking from './Speaking.svelte';

const t = await loadTranslate('en');
const requestId = '5e9f1f1b-5a3a-4b0e-9d3e-7c1f1c1d2e3f';
const pages = { 'any page': AnyPage, certificate: CertificatePage, guest: GuestPage, SignInPage };

/** An error page as the server sends it. */
function show(component: unknown, status: number, message: string) {
	const page = {
		status,
		error: { message, requestId },
		url: new URL('https://conference.example/en/where?it=was'),
		route: { id: null }
	};
	const { body, head } = render(Speaking, {
		props: { t, component: component as Component<Record<string, unknown>>, props: {} },
		context: new Map([['__request__', { page }]])
	});
	return { body, title: /<title>(.*?) · Saiets<\/title>/.exec(head)?.[1] };
}

describe.each(Object.entries(pages))('the error page of %s', (_, component) => {
	it('says of a fault of ours that it is ours, with the request’s number and a second try', () => {
		const { body, title } = show(component, 500, 'failed');
		expect(title).toBe(t('ui.error.failed.title'));
		for (const said of [title ?? '', t('ui.error.failed.text'), requestId]) {
			expect(body).toContain(said);
		}
		expect(body).toContain('href="/en/where?it=was"');
	});

	it('takes what was not understood for no fault of ours, and for no wrong link', () => {
		const { body, title } = show(component, 400, 'not a form');
		expect([title, body.includes(requestId)]).toEqual([t('ui.error.refused.title'), false]);
	});
});

it('a link that nobody has is told as one, in the words of its page', () => {
	expect(show(CertificatePage, 404, '').title).toBe(t('certificates.unknown-title'));
	expect(show(GuestPage, 410, '').title).toBe(t('invitations.rsvp-no-link-title'));
	expect(show(SignInPage, 404, 'link-unknown').title).toBe(t('people.link-unknown'));
	expect(show(SignInPage, 410, 'link-used').title).toBe(t('people.link-used'));
});
