import { createRawSnippet, type Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { loadTranslate } from '#messages/load.ts';
import BarChart from '#lib/ui/BarChart.svelte';
import Checkbox from '#lib/ui/Checkbox.svelte';
import ChoiceCards from '#lib/ui/ChoiceCards.svelte';
import ColumnChart from '#lib/ui/ColumnChart.svelte';
import Confirm from '#lib/ui/Confirm.svelte';
import Pager from '#lib/ui/Pager.svelte';
import Problems from '#lib/ui/Problems.svelte';
import Rail from '#lib/ui/Rail.svelte';
import SelectField from '#lib/ui/SelectField.svelte';
import Shares from '#lib/ui/Shares.svelte';
import TextArea from '#lib/ui/TextArea.svelte';
import TextField from '#lib/ui/TextField.svelte';
import Speaking from './Speaking.svelte';

const t = await loadTranslate('en');
const children = createRawSnippet(() => ({ render: () => '<p>inside</p>' }));

function html(component: unknown, props: Record<string, unknown>): string {
	const shown = component as Component<Record<string, unknown>>;
	return render(Speaking, { props: { t, component: shown, props } }).body;
}

/** The texts of the elements an `aria-describedby` names, in its order. */
function descriptions(page: string): (string | undefined)[] {
	const ids = /aria-describedby="([^"]+)"/.exec(page)?.[1]?.split(' ') ?? [];
	return ids.map((id) =>
		new RegExp(`<p[^>]* id="${id}"[^>]*>(.*?)</p>|<p id="${id}"[^>]*>(.*?)</p>`, 's')
			.exec(page)
			?.slice(1)
			.find(Boolean)
			?.replace(/<[^>]*>/g, '')
	);
}

const field = { label: 'Email', name: 'email', hint: 'The one we know.', problem: 'form.email' };

describe('a field', () => {
	it.each([
		['one line', TextField, {}],
		['many lines', TextArea, {}],
		['a list', SelectField, { options: [] }],
		['a box to tick', Checkbox, {}]
	])('of %s says its hint and its problem to those who hear the page', (_, component, more) => {
		const page = html(component, { ...field, ...more });
		expect(descriptions(page)).toEqual(['The one we know.', t('form.email')]);
		expect(page).toContain('aria-invalid="true"');
	});

	it('that is well says only its hint', () => {
		const page = html(TextField, { ...field, problem: undefined });
		expect(descriptions(page)).toEqual(['The one we know.']);
		expect(page).not.toContain('aria-invalid');
	});

	it('shows what it holds before any script has come', () => {
		const held = 'Two lines,\n“quoted” & <b>';
		const area = html(TextArea, { label: 'About', name: 'about', value: held });
		expect(area).toContain('Two lines,\n“quoted” &amp; &lt;b></textarea>');
		expect(html(TextField, { label: 'Name', name: 'name', value: 'Anna' })).toContain(
			'value="Anna"'
		);
		expect(html(Checkbox, { label: 'Yes', name: 'yes', checked: true })).toContain('checked');
		expect(html(Checkbox, { label: 'Yes', name: 'yes', checked: false })).not.toContain('checked=');
		const options = ['a', 'b'].map((value) => ({ value, label: value }));
		const cards = html(ChoiceCards, { legend: 'Which', name: 'which', value: 'b', options });
		expect(/value="b"[^>]*checked/.test(cards)).toBe(true);
		expect(/value="a"[^>]*checked/.test(cards)).toBe(false);
		expect(html(SelectField, { label: 'Which', name: 'which', value: 'b', options })).toMatch(
			/<option value="b" selected/
		);
	});

	it('keeps what was typed, as text', () => {
		const page = html(TextField, { ...field, value: '"><script>alert(1)</script>' });
		expect(page).toContain('value="&quot;>&lt;script>alert(1)&lt;/script>"');
	});

	it('is where the summary of problems leads to', () => {
		const summary = html(Problems, {
			problems: { email: 'form.email', form: 'form.invalid' },
			labels: { email: 'Email' }
		});
		const [, anchor] = /href="#([^"]+)"/.exec(summary) ?? [];
		expect(summary).toContain(t('form.problems', { count: 1 }));
		expect(summary).toContain(t('form.invalid'));
		expect(html(TextField, field)).toContain(`id="${anchor}"`);
		expect(html(ChoiceCards, { ...field, legend: 'Email', options: [] })).toContain(
			`id="${anchor}"`
		);
	});
});

describe('what is drawn', () => {
	const parts = [
		{ label: 'come', value: 1_250, kind: 'good' },
		{ label: 'maybe', value: 0, kind: 'attention' }
	];

	it('is also said in numbers', () => {
		const said = (page: string) => page.replace(/<svg.*?<\/svg>/gs, '').replace(/<[^>]*>/g, ' ');
		expect(said(html(BarChart, { caption: 'Answers', bars: parts }))).toMatch(
			/Answers .* come\s+1,250\s+maybe\s+0/s
		);
		expect(said(html(Shares, { caption: 'Answers', parts }))).toMatch(
			/Answers\s+1,250\s+come\s+0\s+maybe/
		);
		expect(said(html(ColumnChart, { caption: 'Arrivals', of: 'Time', columns: parts }))).toMatch(
			/Arrivals .* Time .* come\s+1,250\s+maybe\s+0/s
		);
	});

	it('holds when there is nothing to draw', () => {
		for (const component of [BarChart, Shares, ColumnChart]) {
			const page = html(component, { caption: 'None', bars: [], parts: [], columns: [] });
			expect(page).not.toMatch(/NaN|Infinity|undefined/);
		}
	});
});

describe('a long list', () => {
	const shown = (page: number, pages: number) =>
		[
			...html(Pager, { page, pages, href: (n: number) => `?page=${n}` }).matchAll(
				/aria-label="Page (\d+)"|>(…)</g
			)
		].map(([, number, gap]) => number ?? gap);

	it('is paged by its ends and what is near', () => {
		expect(shown(1, 1)).toEqual([]);
		expect(shown(1, 3)).toEqual(['1', '2', '3']);
		expect(shown(1, 12)).toEqual(['1', '2', '…', '12']);
		expect(shown(6, 12)).toEqual(['1', '…', '5', '6', '7', '…', '12']);
		expect(shown(12, 12)).toEqual(['1', '…', '11', '12']);
	});
});

it('no component brings a style attribute, which the content policy would refuse', () => {
	const pages = [
		html(TextField, field),
		html(ChoiceCards, { legend: 'A', name: 'a', options: [{ value: '1', label: 'One' }] }),
		html(Shares, { caption: 'A', parts: [{ label: 'a', value: 1, kind: 'good' }] }),
		html(ColumnChart, { caption: 'A', columns: [{ label: 'a', value: 1 }] }),
		html(Confirm, { label: 'Remove', title: 'Remove?', children }),
		html(Rail, { title: 'Work', items: [{ href: '/a', label: 'A', count: 3, current: true }] })
	];
	expect(pages.filter((page) => / style=/.test(page))).toEqual([]);
});
