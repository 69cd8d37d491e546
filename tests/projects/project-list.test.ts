import { describe, expect, it } from 'vitest';
import { chooseProjects } from '#lib/projects/project-list.ts';
import type { Mobility, Project } from '#lib/projects/project.ts';
import { countByCountry, countByProgramme } from '#lib/projects/summary.ts';
import { mobilitiesByPerson } from '#lib/projects/by-person.ts';

const project = (row: Partial<Project>): Project => ({
	id: '1',
	title: 'Seminars at schools',
	acronym: '',
	programme: 'erasmus-plus',
	action: '',
	code: '',
	startsOn: null,
	endsOn: null,
	summary: '',
	partners: [],
	namedCountries: [],
	countries: [],
	mobilityCount: 0,
	revision: 1,
	...row
});
const wood = project({ id: 'wood', title: 'Wood', programme: 'nordplus', countries: ['EE', 'FI'] });
const green = project({
	id: 'green',
	title: 'Zaļā darbnīca',
	code: '2026-2-NL01-KA210-VET-000045678',
	countries: ['EE'],
	partners: [{ organisationId: 'o', name: 'Järve Kutsekool', country: 'EE', role: 'host' }]
});
const all = [wood, green];

describe('the list of projects', () => {
	const found = (filter: Partial<Parameters<typeof chooseProjects>[1]>) =>
		chooseProjects(all, { search: '', programme: '', country: '', ...filter }).map(({ id }) => id);

	it('is whole when nothing is asked', () => {
		expect(found({})).toEqual(['wood', 'green']);
	});

	it('is searched by title, code and partner, case and accents aside', () => {
		expect(found({ search: 'ZALA' })).toEqual(['green']);
		expect(found({ search: 'ka210' })).toEqual(['green']);
		expect(found({ search: 'jarve' })).toEqual(['green']);
		expect(found({ search: 'metal' })).toEqual([]);
	});

	it('fits everything that was asked at once', () => {
		expect(found({ country: 'EE' })).toEqual(['wood', 'green']);
		expect(found({ country: 'EE', programme: 'nordplus' })).toEqual(['wood']);
		expect(found({ country: 'FI', search: 'zala' })).toEqual([]);
	});
});

it('projects are counted by programme, and once in each of their countries', () => {
	expect(countByProgramme(all)).toEqual([
		{ programme: 'erasmus-plus', count: 1 },
		{ programme: 'nordplus', count: 1 }
	]);
	expect(countByCountry(all)).toEqual([
		{ country: 'EE', count: 2 },
		{ country: 'FI', count: 1 }
	]);
});

it('mobilities stand by who went, in the order of the reader’s alphabet', () => {
	const mobility = (id: string, personId: string, name: string): Mobility => ({
		id,
		projectId: '1',
		projectTitle: 'Wood',
		person: { id: personId, name, email: null },
		host: null,
		country: 'EE',
		activity: 'course',
		startsOn: null,
		endsOn: null
	});
	const mobilities = [
		mobility('1', 'c', 'Čaks'),
		mobility('2', 'd', 'Dace'),
		mobility('3', 'c', 'Čaks')
	];
	const order = (list: Mobility[]) =>
		mobilitiesByPerson(list, 'lv').map((own) => own.map(({ id }) => id).join());
	expect(order([...mobilities, mobility('4', 'z', 'Cīrulis')])).toEqual(['4', '1,3', '2']);
});
