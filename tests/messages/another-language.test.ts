import { madeUp } from './made-up-language.ts';
import type { Component } from 'svelte';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { render } from 'svelte/server';
import { diffProgrammes } from '#lib/agenda/difference.ts';
import { readProgramme } from '#lib/agenda/readable-programme.ts';
import { titleOf } from '#lib/agenda/release.ts';
import { saysTheSame } from '#lib/certificates/certificate.ts';
import { printedCertificate } from '#lib/certificates/words.ts';
import { typedValues } from '#lib/conference/edition-values.ts';
import { editionForm, isEditionSlug } from '#lib/conference/edition.ts';
import { detailsForm } from '#lib/guests/guest.ts';
import { readPreviewText, writePreviewText } from '#lib/guests/import/preview-text.ts';
import { findHeadings } from '#lib/guests/import/headings.ts';
import { readRows } from '#lib/guests/import/rows.ts';
import { localized } from '#lib/platform/fields.ts';
import { parseForm } from '#lib/platform/form.ts';
import {
	formatDay,
	formatDayLong,
	formatDayRange,
	formatInstant,
	formatRecent
} from '#lib/platform/format.ts';
import {
	acceptedLanguage,
	inLanguage,
	isLanguage,
	languageFor,
	languageOr,
	languages
} from '#lib/platform/languages.ts';
import LocalizedField from '#lib/ui/LocalizedField.svelte';
import { loadTranslate } from '#messages/load.ts';
import { reroute } from '../../src/hooks.ts';
import { programmeItem } from '../agenda/programmes.ts';
import { makeContent } from '../certificates/content.ts';
import Speaking from '../ui/Speaking.svelte';

// A language that nobody speaks has joined the list: whatever names the known ones does not know it.

const t = await loadTranslate(madeUp);

it('is offered, asked for by browsers, and has an address that no conference can take', () => {
	expect(languages.at(-1)).toBe(madeUp);
	expect(isLanguage(madeUp)).toBe(true);
	expect(acceptedLanguage(`${madeUp}-SK, *;q=0.1`)).toBe(madeUp);
	expect(languageOr(madeUp)).toBe(madeUp);
	expect(isEditionSlug(madeUp)).toBe(false);
	const url = new URL(`https://conference.example/${madeUp}/2027/programme`);
	expect(reroute({ url, fetch })).toBe('/2027/programme');
});

it('speaks to guests, and leaves the organisers’ pages to the fallback', () => {
	expect(languageFor('guests', madeUp)).toBe(madeUp);
	expect(languageFor('organisers', madeUp)).toBe('en');
});

it('writes its own dates', () => {
	expect(formatDay('2027-05-24', madeUp)).toBe('alone 24/5/2027');
	expect(formatDayLong('2027-05-24', madeUp, 'until')).toBe('until 24/5/2027 (0)');
	expect(formatDayRange('2027-05-24', '2027-05-25', madeUp)).toBe('24/5/2027 to 25/5/2027');
	const opened = '2027-05-24T06:30:00.000Z';
	expect(formatInstant(opened, 'Europe/Riga', madeUp, 'on')).toBe('on 24/5/2027 at 09:30');
	expect(formatRecent(opened, 'Europe/Riga', madeUp, '2027-06-01T06:00:00.000Z')).toBe(
		'24/5 at 09:30'
	);
});

it('has a field of its own wherever a text is asked for in each language', () => {
	const field = (props: object) =>
		render(Speaking, {
			props: {
				t,
				component: LocalizedField as unknown as Component<Record<string, unknown>>,
				props: { label: 'Title', name: 'title', ...props }
			}
		}).body;
	expect(field({ value: { [madeUp]: 'Qatitle' } })).toContain('value="Qatitle"');
	expect(field({ problems: { [`title.${madeUp}`]: 'form.too-long' } })).toContain(
		`name="title.${madeUp}"`
	);
});

it('alone is enough for a title, and what was typed in it is kept', () => {
	const form = new FormData();
	form.set(`title.${madeUp}`, ' Qatitle ');
	const parsed = parseForm(v.object({ title: localized() }), form);
	expect(parsed).toMatchObject({ ok: true, value: { title: { [madeUp]: 'Qatitle' } } });
	expect(typedValues({ title: { [madeUp]: 'Qatitle' } }).title[madeUp]).toBe('Qatitle');
	expect(v.safeParse(editionForm.entries.theme, { [madeUp]: 'Qatheme' }).output).toMatchObject({
		[madeUp]: 'Qatheme'
	});
	expect(inLanguage({ en: 'Title', [madeUp]: 'Qatitle' }, madeUp)).toBe('Qatitle');
});

it('can be chosen by a guest to be written to in', () => {
	const form = new FormData();
	form.set('language', madeUp);
	const parsed = parseForm(detailsForm, form, { arrays: ['companions'] });
	expect(parsed).toMatchObject({ ok: true, value: { language: madeUp } });
});

it('has guest lists of its own', () => {
	const table = [
		['Qanimi', 'Qamail', 'Qorg', 'Qaland', 'Qaling', 'Qarol'],
		['Ada Qa', 'ada@qa.example', 'Qaschool', 'Qaistan', 'Qaaqaa', 'Qaspeaker'],
		['Bea Qa', 'bea@qa.example', '', 'Slovakia', '', ''],
		['Cid Qa', 'cid@qa.example', '', '', '', '']
	];
	const headings = findHeadings(table);
	const read = readRows(table, headings ?? { row: 0, columns: {}, words: [], ignored: [] }, 'en');
	expect(
		read.guests.map(({ name, country, language, role }) => [name, country, language, role])
	).toEqual([
		['Ada Qa', 'SK', madeUp, 'speaker'],
		['Bea Qa', 'SK', madeUp, 'guest'],
		['Cid Qa', null, 'en', 'guest']
	]);
	expect(readPreviewText(writePreviewText(read.guests)).guests).toEqual(read.guests);
});

it('is read on the programme: its words, its dates, its titles', () => {
	const talk = programmeItem({ title: titleOf({ title: 'Qatalk', language: madeUp }) });
	const opening = programmeItem({
		id: 'item-2',
		talkId: null,
		kind: 'ceremony',
		title: { en: 'Opening', [madeUp]: 'Qaopening' },
		language: null
	});
	const days = [{ dayOn: '2027-05-24', items: [talk, opening] }];
	const programme = {
		editionSlug: '2027',
		number: 1,
		releasedAt: '2027-05-01T09:00:00.000Z',
		timeZone: 'Europe/Riga',
		days
	};
	const read = readProgramme({ id: 'release', programme }, t);
	expect(read.asOf).toBe('‹Version 1, published on 1/5/2027 at 12:00.›');
	expect(read.days[0]?.name).toBe('alone 24/5/2027 (0)');
	expect(read.days[0]?.slots[0]?.items.map(({ title }) => title)).toEqual(['Qatalk', 'Qaopening']);
	expect(read.days[0]?.slots[0]?.items[0]?.speakers[0]?.from).toBe('Tehnikums, Latvia');
});

it('counts when a programme or a certificate is compared with another', () => {
	const day = (title: string) => ({
		days: [{ dayOn: '2027-05-24', items: [programmeItem({ title: { [madeUp]: title } })] }]
	});
	expect(diffProgrammes(day('Qatalk'), day('Qatok')).reworded).toHaveLength(1);
	const content = makeContent({ event: { en: 'Conference', [madeUp]: 'Qaference' } });
	const other = { ...content, event: { ...content.event, [madeUp]: 'Qafest' } };
	expect(saysTheSame(content, other)).toBe(false);
});

it('is what a certificate in it says', () => {
	const content = makeContent({ language: madeUp, event: { [madeUp]: 'Qaference' } });
	const page = printedCertificate(
		{ code: '7K3M9QXW2B4H', content, issuedAt: '2027-05-25T08:00:00.000Z' },
		{ t, origin: 'https://conference.example' }
	);
	expect([page.lang, page.heading, page.event, page.facts]).toEqual([
		madeUp,
		'‹Certificate›',
		'Qaference',
		'alone 24/5/2027  ·  Daugavpils tehnikums  ·  ‹8 hours›'
	]);
});
