import { createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { languageFor, type Language } from '#lib/platform/languages.ts';
import { loadTranslate } from '#messages/load.ts';
import { audienceOf } from '../../src/page-audiences.ts';
import Layout from '../../src/routes/+layout.svelte';

const children = createRawSnippet(() => ({ render: () => '<h1>inside</h1>' }));

/** A page as the server sends it, with what stands around it. */
async function show(route: string, language: Language): Promise<string> {
	const pageLanguage = languageFor(audienceOf(route), language);
	const page = { url: new URL('https://conference.example/'), route: { id: route } };
	const [t, own] = await Promise.all([loadTranslate(pageLanguage), loadTranslate(language)]);
	const data = { language, pageLanguage, t, own, person: undefined, flash: undefined };
	const { body } = render(Layout, {
		props: { data, params: {}, children },
		context: new Map([['__request__', { page }]])
	});
	return body.replace(/<!--.*?-->| class="[^"]*"/g, '').replace(/>\s+</g, '><');
}

const sentence = '<p lang="lt">Šis puslapis kol kas pateikiamas anglų kalba.</p>';

it('an organisers’ page tells a Lithuanian reader, in Lithuanian, that it is in English', async () => {
	const page = await show('/organise/[edition=edition]/guests', 'lt');
	expect(page).toContain(`<main id="content" tabindex="-1" lang="en">${sentence}`);
	expect(page).toContain('<header lang="lt">');
	expect(page).toContain('>Pereiti prie turinio</a>');
	expect(page).toContain('<footer lang="lt">');
});

it('the door tells it above its one screen', async () => {
	expect(await show('/door/pair', 'lt')).toContain(
		`${sentence}<div lang="en"><h1>inside</h1></div>`
	);
});

it.each(['/rsvp/[token=token]', '/(public)/[edition=edition]/programme', '/talks/new', '/sign-in'])(
	'%s is in Lithuanian and has nothing to tell',
	async (route) => {
		const page = await show(route, 'lt');
		expect(page).toContain('<main id="content" tabindex="-1" lang="lt"><h1>inside</h1>');
		expect(page).not.toContain(sentence);
	}
);

it('a language that speaks to everybody stands in for itself', async () => {
	expect(await show('/organise', 'lv')).toContain('lang="lv"><h1>inside</h1>');
});
