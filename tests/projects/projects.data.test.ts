import { describe, expect, it } from 'vitest';
import {
	addMobility,
	createProject,
	removeMobility,
	updateProject
} from '#lib/projects/commands.server.ts';
import { findProject, listMobilities, listProjects } from '#lib/projects/queries.server.ts';
import { newId } from '#lib/platform/ids.ts';
import { makeOrganiser, makePerson, makeProject, now } from '../factories.ts';
import { useDatabase } from '../database.ts';

const held = useDatabase();

const content = {
	title: 'Seminars at schools',
	acronym: 'SEM@SCHOOLS',
	programme: 'erasmus-plus' as const,
	action: 'KA201',
	code: '2026-1-LV01-KA201-060226',
	startsOn: '2026-09-01',
	endsOn: '2027-05-24',
	summary: '',
	partners: [
		{ name: 'Järve Kutsekool', country: 'EE', role: 'coordinator' as const },
		{ name: 'JÄRVE kutsekool', country: 'EE', role: 'host' as const },
		{ name: 'Srednja škola Čempres', country: 'HR', role: 'host' as const }
	],
	countries: ['PT', 'EE', 'PT']
};

describe('a project', () => {
	it('is kept with its partners and countries, each once', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const created = await createProject(held.db, { ...content, by, now });
		const project = await findProject(held.db, created.ok ? created.value.id : '');
		expect(project).toMatchObject({
			title: 'Seminars at schools',
			partners: [
				{ name: 'Järve Kutsekool', country: 'EE', role: 'coordinator' },
				{ name: 'Srednja škola Čempres', country: 'HR', role: 'host' }
			],
			namedCountries: ['EE', 'PT'],
			countries: ['EE', 'HR', 'PT'],
			mobilityCount: 0,
			revision: 1
		});
	});

	it('whose form is sent twice at once is made once; another in the same form is another', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const formId = newId();
		const send = (title: string) => createProject(held.db, { ...content, title, formId, by, now });
		const made = { ok: true, value: { id: formId } };
		expect(await Promise.all([send('One'), send('One')])).toEqual([made, made]);
		const other = await send('Other');
		const projects = await listProjects(held.db);
		expect(projects.map(({ id, title, partners }) => [id, title, partners.length])).toEqual([
			[other.ok && other.value.id, 'Other', 2],
			[formId, 'One', 2]
		]);
	});

	it('keeps what somebody else saved meanwhile', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const created = await createProject(held.db, { ...content, by, now });
		const projectId = created.ok ? created.value.id : '';
		const change = (title: string) =>
			updateProject(held.db, {
				...content,
				title,
				partners: [],
				countries: ['MT'],
				projectId,
				revision: 1,
				by,
				now
			});
		expect(await change('Mine')).toEqual({ ok: true, value: undefined });
		expect(await change('Theirs')).toEqual({ ok: false, reason: 'changed-meanwhile' });
		expect(await findProject(held.db, projectId)).toMatchObject({
			title: 'Mine',
			partners: [],
			countries: ['MT'],
			revision: 2
		});
	});

	it('puts a partner’s spelling and country right, in every project that names it', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const partner = (name: string, country: string | null) => ({
			name,
			country,
			role: 'partner' as const
		});
		const misspelt = { ...content, countries: [], partners: [partner('Rezeknes tehnikums', 'LT')] };
		const created = await createProject(held.db, { ...misspelt, by, now });
		await createProject(held.db, { ...misspelt, title: 'Another', by, now });
		const projectId = created.ok ? created.value.id : '';
		const save = (revision: number, ...partners: ReturnType<typeof partner>[]) =>
			updateProject(held.db, { ...misspelt, partners, projectId, revision, by, now });
		const partners = async () =>
			(await listProjects(held.db)).map((project) =>
				project.partners.map(({ name, country }) => `${name}, ${country}`)
			);

		await save(1, partner('Rēzeknes tehnikums', 'LV'));
		expect(await partners()).toEqual([['Rēzeknes tehnikums, LV'], ['Rēzeknes tehnikums, LV']]);
		await save(2, partner('Rēzeknes tehnikums', null));
		expect(await partners()).toEqual([['Rēzeknes tehnikums, null'], ['Rēzeknes tehnikums, null']]);
		await save(3, partner('Rēzeknes tehnikums', 'LV'), partner('Rēzeknes tehnikums', 'EE'));
		const [one, other] = await partners();
		expect([one, other].map((list) => list?.length).sort()).toEqual([1, 2]);
	});

	it('stands in the list by its end, with what is under it', async () => {
		await makeProject(held.db, { title: 'Old', endsOn: '2020-01-01' });
		await makeProject(held.db, { title: 'Undated', startsOn: null, endsOn: null });
		await makeProject(held.db, { title: 'New', endsOn: '2027-01-01' });
		expect((await listProjects(held.db)).map(({ title }) => title)).toEqual([
			'Undated',
			'New',
			'Old'
		]);
	});
});

describe('a mobility', () => {
	const course = {
		host: { name: 'Järve Kutsekool' },
		country: 'EE',
		activity: 'course' as const,
		startsOn: '2027-02-01',
		endsOn: '2027-02-07',
		now
	};

	it('belongs to one person; who went twice is one person', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const anna = await makePerson(held.db, { name: 'Anna', email: 'anna@school.example' });
		const project = await makeProject(held.db);
		const add = (person: { id: string } | { name: string; email: string | null }) =>
			addMobility(held.db, { ...course, projectId: project.id, person, by });
		await add({ id: anna.id });
		await add({ name: 'A.', email: 'ANNA@school.example' });
		await add({ name: 'Žanis', email: null });
		await add({ name: 'zanis', email: null });
		const mobilities = await listMobilities(held.db, project.id);
		expect(mobilities.map(({ person, host }) => [person.name, host])).toEqual([
			['Anna', 'Järve Kutsekool'],
			['Anna', 'Järve Kutsekool'],
			['Žanis', 'Järve Kutsekool'],
			['Žanis', 'Järve Kutsekool']
		]);
		expect(new Set(mobilities.map(({ person }) => person.id)).size).toBe(2);
		expect((await listProjects(held.db))[0]?.mobilityCount).toBe(4);
	});

	it('stands by its first day, the latest first, before it those without one; then by who went', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const { id: projectId } = await makeProject(held.db);
		const add = (name: string, startsOn: string | null) =>
			addMobility(held.db, {
				...course,
				startsOn,
				projectId,
				person: { name, email: null },
				by
			});
		await add('Ēriks', '2027-02-01');
		await add('early', '2026-09-01');
		await add('a-b', '2027-02-01');
		await add('undated', null);
		await add('ab', '2027-02-01');
		const mobilities = await listMobilities(held.db, projectId);
		expect(mobilities.map(({ person }) => person.name)).toEqual([
			...['undated', 'a-b', 'ab', 'Ēriks', 'early']
		]);
	});

	it('whose form is sent twice at once is added once, and makes one person', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const { id: projectId } = await makeProject(held.db);
		const formId = newId();
		const send = (name: string) =>
			addMobility(held.db, { ...course, formId, projectId, person: { name, email: null }, by });
		const added = { ok: true, value: { id: formId } };
		expect(await Promise.all([send('Žanis'), send('Žanis')])).toEqual([added, added]);
		const other = await send('Anna');
		const mobilities = await listMobilities(held.db, projectId);
		expect(mobilities.map(({ id, person }) => [id, person.name])).toEqual([
			[other.ok && other.value.id, 'Anna'],
			[formId, 'Žanis']
		]);
		const named = await held.db.selectFrom('person').select('name').execute();
		expect(named.filter(({ name }) => name === 'Žanis')).toEqual([{ name: 'Žanis' }]);
	});

	it('can be taken away; the person stays', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const project = await makeProject(held.db);
		const added = await addMobility(held.db, {
			...course,
			projectId: project.id,
			person: { name: 'Anna', email: 'anna@school.example' },
			by
		});
		await removeMobility(held.db, { mobilityId: added.ok ? added.value.id : '', by, now });
		expect(await listMobilities(held.db)).toEqual([]);
		expect(await held.db.selectFrom('person').select('name').execute()).toContainEqual({
			name: 'Anna'
		});
	});

	it('needs a project', async () => {
		const { id: by } = await makeOrganiser(held.db);
		const outcome = await addMobility(held.db, {
			...course,
			projectId: 'none',
			person: { id: by },
			by
		});
		expect(outcome).toEqual({ ok: false, reason: 'project-unknown' });
	});
});
