import { readFile } from 'node:fs/promises';
import { zipSync, strToU8 } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readPreviewText, writePreviewText } from '#lib/guests/import/preview-text.ts';
import { countryCode } from '#lib/guests/import/countries.ts';
import { findHeadings } from '#lib/guests/import/headings.ts';
import { planImport } from '#lib/guests/import/plan.ts';
import { readTable } from '#lib/guests/import/read-table.server.ts';
import { readRows, type ReadRows } from '#lib/guests/import/rows.ts';
import { mostBytes } from '#lib/guests/import/table.ts';

const sample = (name: string) => readFile(new URL(`samples/${name}`, import.meta.url));

async function read(bytes: Uint8Array): Promise<ReadRows> {
	const table = await readTable(bytes);
	if (!table.ok) throw new Error(table.reason);
	const headings = findHeadings(table.value);
	if (!headings) throw new Error('no headings');
	return readRows(table.value, headings, 'en');
}

const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

describe('a guest list as schools send them', () => {
	it('in plain UTF-8 with commas', async () => {
		const { guests, refused, repeated } = await read(await sample('guests-plain.csv'));
		expect([guests.length, refused, repeated]).toEqual([40, [], []]);
		expect(guests[0]).toEqual({
			row: 2,
			name: 'Kristīne Žagars',
			email: 'kristine.zagars1@lv.example',
			organisation: 'Ezermalas arodskola',
			address: '',
			country: 'LV',
			language: 'lv',
			role: 'guest',
			notes: []
		});
		expect(guests[39]).toMatchObject({ name: 'Zdeňka Růžičková', country: 'CZ', language: 'en' });
	});

	it('saved by Excel in Latvian, with a mark, semicolons and two columns for the name', async () => {
		const { guests, refused } = await read(await sample('guests-excel-lv.csv'));
		expect([guests.length, refused]).toEqual([60, []]);
		expect(guests[26]).toMatchObject({
			name: 'Björn Groß',
			organisation: 'Berufskolleg Mühlgrün',
			country: 'DE'
		});
		expect(guests[31]).toMatchObject({ name: 'Ελένη Παπαδόπουλος', row: 33 });
		expect(new Set(guests.map(({ country }) => country)).size).toBe(19);
	});

	it('in Windows-1257 with the surname first', async () => {
		const { guests, refused } = await read(await sample('guests-windows-1257.csv'));
		expect([guests.length, refused]).toEqual([38, []]);
		expect(guests.slice(0, 3).map(({ name }) => name)).toEqual([
			'Kristīne Žagars',
			'Līga Krūmiņš',
			'Ģirts Šķēle'
		]);
		expect(guests.find(({ email }) => email.startsWith('malgorzata.dabrowska'))).toMatchObject({
			name: 'Małgorzata Dąbrowska',
			organisation: 'Zespół Szkół Łąka'
		});
	});

	it('as a workbook with a title and an empty line above the headings', async () => {
		const { guests, refused } = await read(await sample('guests.xlsx'));
		expect(refused).toEqual([]);
		expect(guests[0]).toEqual({
			row: 4,
			name: 'Kristīne Žagars',
			email: 'kristine.zagars1@lv.example',
			organisation: 'Ezermalas arodskola',
			address: '',
			country: 'LV',
			language: 'lv',
			role: 'guest',
			notes: []
		});
		const plain = await read(await sample('guests-excel-lv.csv'));
		expect(guests.map(({ email }) => email)).toEqual(
			plain.guests.slice(0, guests.length).map(({ email }) => email)
		);
	});

	it('in Lithuanian, with the words that schools there use', async () => {
		const { guests, refused } = await read(
			csv(
				'Eil. Nr.;Vardas;Pavardė;El. paštas;Mokykla/įstaiga;Šalis;Kalba;Pareigos',
				'1;Rūta;Šimkutė;ruta@lt.example;Utenos mokykla;Lietuva;lietuvių;Pranešėja',
				'2;Jonas;Žemaitis;jonas@lt.example;Utenos mokykla;LT;;Mokytojas',
				'3;Ona;Kelly;ona@ie.example;Cork College;Airija;anglų;'
			)
		);
		expect(refused).toEqual([]);
		expect(
			guests.map(({ name, organisation, country, language, role, notes }) => {
				return [name, organisation, country, language, role, notes];
			})
		).toEqual([
			['Rūta Šimkutė', 'Utenos mokykla', 'LT', 'lt', 'speaker', []],
			['Jonas Žemaitis', 'Utenos mokykla', 'LT', 'lt', 'guest', []],
			['Ona Kelly', 'Cork College', 'IE', 'en', 'guest', []]
		]);
		const whole = await read(csv('Vardas ir pavardė,El. pašto adresas', 'Ona Ona,o@lt.example'));
		expect(whole.guests.map(({ name }) => name)).toEqual(['Ona Ona']);
	});

	it('in UTF-16, with tabs, as spreadsheets export it', async () => {
		const text = 'E-pasts\tVārds, uzvārds\r\nanna@school.example\tĀnna Šķēle\r\n';
		for (const encoding of ['utf16le', 'utf16be']) {
			for (const addBOM of [true, false]) {
				const { guests } = await read(iconv.encode(text, encoding, { addBOM }));
				expect(guests.map(({ name }) => name)).toEqual(['Ānna Šķēle']);
			}
		}
	});

	it('with every row of the hostile one imported cleanly or refused in words', async () => {
		const { guests, refused, repeated } = await read(await sample('guests-hostile.csv'));
		const verdicts = [
			...guests.map(({ row, name, email }) => [row, name, email]),
			...refused.map(({ row, problem }) => [row, problem]),
			...repeated.map(({ row, first }) => [row, `as row ${first}`])
		].sort((one, other) => Number(one[0]) - Number(other[0]));
		expect(verdicts).toEqual([
			[2, 'name-formula'],
			[3, 'Line Break', 'h2@example.org'],
			[4, '"Quoted" Name', 'h3@example.org'],
			[5, 'name-markup'],
			[6, 'BEGIN:VALARM END', 'h5@example.org'],
			[7, 'name-long'],
			[8, 'evil', 'h7@example.org'],
			[9, '😀 Emoji', 'h8@example.org'],
			[10, 'Decomposed Bērziņš', 'h9@example.org'],
			[11, 'email-missing'],
			[12, 'email-form'],
			[13, 'email-many'],
			[14, 'email-form'],
			[15, 'Same Person', 'same@example.org'],
			[16, 'as row 15'],
			[17, 'name-missing'],
			[18, 'Spaces Around', 'spaces@example.org'],
			[19, "Robert'); DROP TABLE person;--", 'h10@example.org'],
			[20, 'name-formula'],
			[21, 'Nul Byte', 'h12@example.org']
		]);
	});
});

describe('what a row may say', () => {
	it('is read whatever the order of the columns, and the rest is ignored', async () => {
		const table = await readTable(
			csv(
				'Nr.;Valsts;Loma;E-pasta adrese;Uzvārds;Vārds;Adrese',
				'1;Vācija;Partneris;A@b.example;Liepa;Anna;Berlin'
			)
		);
		const headings = table.ok ? findHeadings(table.value) : undefined;
		expect(headings).toEqual({
			row: 0,
			columns: { country: 1, role: 2, email: 3, lastName: 4, firstName: 5, address: 6 },
			words: ['Valsts', 'Loma', 'E-pasta adrese', 'Uzvārds', 'Vārds', 'Adrese'],
			ignored: ['Nr.']
		});
		const { guests } = await read(
			csv('Valsts;Loma;E-pasts;Vārds', 'Vācija;Partneris;Anna Liepa <A@b.example>;Anna Liepa')
		);
		expect(guests[0]).toMatchObject({
			name: 'Anna Liepa',
			email: 'a@b.example',
			country: 'DE',
			role: 'partner',
			language: 'en'
		});
	});

	it('that cannot be used is left out and noted, where it does not matter', async () => {
		const { guests } = await read(
			csv(
				'name,email,organisation,country,role',
				'Anna,a@b.example,<script>,Atlantis,wizard',
				'Bella,b@b.example,=1+1,Latvija,Audzēknis'
			)
		);
		expect(
			guests.map(({ organisation, country, role, notes }) => ({
				organisation,
				country,
				role,
				notes
			}))
		).toEqual([
			{
				organisation: '',
				country: null,
				role: 'guest',
				notes: ['organisation', 'country', 'role']
			},
			{ organisation: '', country: 'LV', role: 'learner', notes: ['organisation'] }
		]);
	});

	it('about the country is understood by code and name, in both languages', () => {
		const names = [
			'LV',
			'lv',
			'Latvia',
			'Latvija',
			'Vācija',
			'UK',
			'Lielbritānija',
			'Czech Republic',
			'Čehija'
		];
		expect(names.map(countryCode)).toEqual(['LV', 'LV', 'LV', 'LV', 'DE', 'GB', 'GB', 'CZ', 'CZ']);
		expect(countryCode('Atlantis')).toBeUndefined();
	});
});

describe('a file that cannot be read', () => {
	const reason = async (bytes: Uint8Array) => {
		const table = await readTable(bytes);
		return table.ok ? 'read' : table.reason;
	};

	it('is refused for what it is', async () => {
		expect(await reason(Buffer.alloc(0))).toBe('file-missing');
		expect(await reason(Buffer.alloc(mostBytes + 1, 'a'))).toBe('file-large');
		expect(await reason(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toBe('file-old-excel');
		expect(await reason(Buffer.from('%PDF-1.7'))).toBe('file-unknown');
		expect(await reason(Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1]))).toBe(
			'file-unknown'
		);
		expect(await reason(Buffer.from(' \r\n '))).toBe('file-empty');
		expect(await reason(Buffer.from('PK\x03\x04 but no zip'))).toBe('file-damaged');
		expect(await reason(csv('name,email', '"Anna,a@b.example'))).toBe('file-quote');
		const many = Array.from({ length: 20_200 }, (_, at) => `Anna,a${at}@b.example`);
		expect(await reason(csv('name,email', ...many))).toBe('file-rows');
	});

	it('lacks the columns that matter', () => {
		expect(
			findHeadings([
				['name', 'telephone'],
				['Anna', '1']
			])
		).toBeUndefined();
		expect(findHeadings([['email'], ['a@b.example']])).toBeUndefined();
		expect(findHeadings([])).toBeUndefined();
	});

	const part = (name: string, text: string) => ({ [name]: strToU8(text) });
	const workbook = (sheet: string) =>
		zipSync({
			...part(
				'[Content_Types].xml',
				'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
			),
			...part(
				'xl/workbook.xml',
				'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
			),
			...part(
				'xl/_rels/workbook.xml.rels',
				'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
			),
			...part('xl/worksheets/sheet1.xml', sheet)
		});
	const cells = (xml: string) =>
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${xml}</sheetData></worksheet>`;

	it('unpacks to more than any list needs', async () => {
		const bomb = workbook(cells(' '.repeat(60_000_000)));
		expect(bomb.length).toBeLessThan(mostBytes);
		expect(await reason(bomb)).toBe('file-large');
	});

	it('names a cell a billion rows down', async () => {
		const cell = '<c r="A999999999" t="inlineStr"><is><t>far</t></is></c>';
		expect(await reason(workbook(cells(`<row r="999999999">${cell}</row>`)))).toBe('file-large');
		const hidden = cell.replace('r="A999999999" t', 't="inlineStr"r="A999999999" x');
		expect(await reason(workbook(cells(`<row>${hidden}</row>`)))).toBe('file-large');
		const near = '<c r="A1" t="inlineStr"><is><t>near</t></is></c>';
		const styled = '<row r="1048576" spans="1:3"><c r="XFD1048576" s="1"/></row>';
		expect(await reason(workbook(cells(`<row r="1">${near}</row>${styled}`)))).toBe('read');
	});
});

describe('between the preview and the confirmation', () => {
	it('the rows travel unchanged, those refused stay behind', async () => {
		const read_ = await read(await sample('guests-hostile.csv'));
		expect(readPreviewText(writePreviewText(read_.guests))).toEqual({
			...read_,
			refused: [],
			repeated: []
		});
	});

	it('whatever a hidden field comes back with is judged again', () => {
		const { guests, refused } = readPreviewText(
			'2\t=1+1\ta@b.example\n3\tAnna\tnobody\nx\tBella\tb@b.example\t<b>\t\tLV\tlv\twizard\n\n'
		);
		expect(refused.map(({ problem }) => problem)).toEqual(['name-formula', 'email-form']);
		expect(guests).toEqual([
			{
				row: 0,
				name: 'Bella',
				email: 'b@b.example',
				organisation: '',
				address: '',
				country: 'LV',
				language: 'lv',
				role: 'guest',
				notes: ['organisation', 'role']
			}
		]);
	});
});

describe('the plan of an import', () => {
	it('creates, fills in what is empty, and passes over who is there or was taken off', async () => {
		const { guests } = await read(
			csv(
				'name,email,organisation,country',
				'New,new@b.example,School,LV',
				'Other Spelling,known@b.example,School,LV',
				'Empty,empty@b.example,School,LV',
				'Full,full@b.example,Other school,DE',
				'Gone,gone@b.example,School,LV'
			)
		);
		const person = { name: 'Known', hasOrganisation: true, country: 'LV' };
		const known = new Map(
			[
				{ ...person, email: 'known@b.example', guest: undefined },
				{
					email: 'empty@b.example',
					name: '',
					hasOrganisation: false,
					country: null,
					guest: { removed: false, role: 'guest' as const }
				},
				{ ...person, email: 'full@b.example', guest: { removed: false, role: 'guest' as const } },
				{ ...person, email: 'gone@b.example', guest: { removed: true, role: 'guest' as const } }
			].map((one) => [one.email, one])
		);
		const plan = planImport(guests, known).map(({ guest: _, ...planned }) => planned);
		expect(plan).toEqual([
			{ kind: 'create', knownAs: undefined },
			{ kind: 'create', knownAs: 'Known' },
			{ kind: 'update', fills: ['name', 'organisation', 'country'] },
			{ kind: 'skip', reason: 'on-list' },
			{ kind: 'skip', reason: 'removed' }
		]);
	});
});
