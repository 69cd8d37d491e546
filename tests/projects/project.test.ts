import { describe, expect, it } from 'vitest';
import { parseForm } from '#lib/platform/form.ts';
import { isUnusualCode, projectForm, shortTitle } from '#lib/projects/project.ts';

describe('a project’s code', () => {
	it('is usual when it looks as its programme writes codes', () => {
		const usual = [
			'2019-1-LV01-KA116-060226',
			'2021-1-LV01-KA121-VET-000009189',
			'2020-1-DE02-KA226-VET-008138',
			'2020-1-IT02-KA229-079259_4',
			'592142-EPP-1-2017-1-TR-EPPKA3-IPI-SOC-IN'
		];
		for (const code of usual) expect(isUnusualCode('erasmus-plus', code)).toBe(false);
		expect(isUnusualCode('nordplus', 'NPAD-2016/10040')).toBe(false);
		expect(isUnusualCode('erasmus-plus', '')).toBe(false);
	});

	it('is called unusual when a digit is missing, and never for old programmes', () => {
		expect(isUnusualCode('erasmus-plus', '2019-1-LV01-KA116-06022')).toBe(true);
		expect(isUnusualCode('nordplus', '2019-1-LV01-KA116-060226')).toBe(true);
		expect(isUnusualCode('leonardo-da-vinci', 'LLP-LDV-2000-17')).toBe(false);
	});
});

describe('the project form', () => {
	const typed = (fields: Record<string, string>) => {
		const form = new FormData();
		const all = { title: 'Sem', programme: 'nordplus', startsOn: '', endsOn: '', ...fields };
		for (const [name, value] of Object.entries(all)) form.append(name, value);
		return parseForm(projectForm, form, { arrays: ['partners', 'countries'] });
	};

	it('leaves out empty rows of partners and countries', () => {
		const form = typed({
			'partners.0.name': ' Järve  Kutsekool',
			'partners.0.country': 'EE',
			'partners.0.role': 'host',
			'partners.1.name': '',
			'partners.1.country': '',
			'partners.1.role': 'partner',
			'countries.0': 'FI',
			'countries.1': ''
		});
		expect(form).toMatchObject({
			ok: true,
			value: {
				partners: [{ name: 'Järve Kutsekool', country: 'EE', role: 'host' }],
				countries: ['FI']
			}
		});
	});

	it('does not lose a country whose partner was not named', () => {
		const form = typed({
			'partners.0.name': 'Järve Kutsekool',
			'partners.0.country': 'EE',
			'partners.1.name': ' ',
			'partners.1.country': 'FI'
		});
		expect(form).toMatchObject({
			ok: false,
			values: { partners: [{ country: 'EE' }, { country: 'FI' }] },
			problems: { 'partners.1.name': 'projects.partner-name' }
		});
	});

	it('says that a project cannot end before it starts', () => {
		const form = typed({ startsOn: '2027-02-01', endsOn: '2027-01-01' });
		expect(form).toMatchObject({ ok: false, problems: { endsOn: 'projects.ends-before-start' } });
	});
});

it('a project is called by its acronym where space is short', () => {
	expect(shortTitle({ title: 'Seminars at schools', acronym: 'SEM@SCHOOLS' })).toBe('SEM@SCHOOLS');
	expect(shortTitle({ title: 'Seminars at schools', acronym: '' })).toBe('Seminars at schools');
});
