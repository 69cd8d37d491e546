import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Guest } from '#lib/guests/guest.ts';
import { findHeadings } from '#lib/guests/import/headings.ts';
import { readTable } from '#lib/guests/import/read-table.server.ts';
import { readRows } from '#lib/guests/import/rows.ts';
import { guestSheet, writeSheet } from '#lib/guests/sheet.ts';
import { languagesFor } from '#lib/platform/languages.ts';
import { loadTranslate } from '#messages/load.ts';

const guest: Guest = {
	id: 'g',
	editionId: 'e',
	person: {
		id: 'p',
		name: 'Ģirts; "G" Šķēle',
		email: 'girts@school.example',
		organisation: { id: 'o', name: 'Ezermalas arodskola', country: 'LV' },
		country: 'LV',
		language: 'lv'
	},
	source: 'import',
	role: 'learner',
	ticketCode: 'ABCD1234EFGH5678',
	linkVersion: 1,
	createdAt: '2027-03-01T08:00:00.000Z',
	invitedAt: '2027-03-01T08:00:00.000Z',
	mailStoppedAt: null,
	removedAt: null,
	state: 'yes',
	answeredAt: '2027-03-02T08:00:00.000Z',
	language: 'lv',
	certificateName: 'Ģirts Šķēle',
	companions: [{ id: 'c', name: 'Ieva', ticketCode: '1111222233334444' }],
	hasNeeds: true
};

describe('the list as a spreadsheet', () => {
	it('is exactly this', async () => {
		const rows = guestSheet([guest], await loadTranslate('en'), (instant) => instant.slice(0, 10));
		expect(writeSheet(rows)).toBe(
			'\ufeffName;Email;Organisation;Country;Language;Role;Answer;Answered;Companions;Invited\r\n' +
				'"Ģirts; ""G"" Šķēle";girts@school.example;Ezermalas arodskola;LV;lv;Learner;Yes;2027-03-02;Ieva;2027-03-01\r\n'
		);
	});

	it('can be imported again, in each language that the list can be downloaded in', async () => {
		for (const language of languagesFor('organisers')) {
			const t = await loadTranslate(language);
			const table = await readTable(Buffer.from(writeSheet(guestSheet([guest], t, () => ''))));
			if (!table.ok) throw new Error(table.reason);
			const headings = findHeadings(table.value);
			if (!headings) throw new Error('no headings');
			expect(readRows(table.value, headings, 'en')).toEqual({
				guests: [
					{
						row: 2,
						name: guest.person.name,
						email: 'girts@school.example',
						organisation: 'Ezermalas arodskola',
						address: '',
						country: 'LV',
						language: 'lv',
						role: 'learner',
						notes: []
					}
				],
				refused: [],
				repeated: []
			});
		}
	});

	it('carries no formula and no line that was not ours, whatever people typed', () => {
		const nasty = fc.oneof(
			fc.constantFrom(
				'=1+1',
				'+1',
				'-1',
				'@SUM(1)',
				'\t=1',
				'\r=1',
				'\n=1',
				' =1',
				'＝1',
				'a\r\nb;c',
				'"'
			),
			fc.string({ unit: 'binary' })
		);
		fc.assert(
			fc.property(
				fc.array(fc.array(nasty, { minLength: 2, maxLength: 2 }), { minLength: 1 }),
				(rows) => {
					const text = writeSheet(rows.map((row) => row.map((cell) => cell.toWellFormed())));
					const read = parse(text, { delimiter: ';', bom: true }) as string[][];
					expect(read).toHaveLength(rows.length);
					expect(text.split('\r\n')).toHaveLength(rows.length + 1);
					for (const cell of read.flat()) expect(cell).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠]/u);
				}
			)
		);
	});
});
