import { expect, it } from 'vitest';
import { addMobility, createProject } from '#lib/projects/commands.server.ts';
import { listProjects } from '#lib/projects/queries.server.ts';
import { countProjectUse, removeProject } from '#lib/talks/project-removal.server.ts';
import { saveTalk } from '#lib/talks/commands.server.ts';
import { useDatabase } from '../database.ts';
import {
	makeEdition,
	makeMobility,
	makeOrganiser,
	makePerson,
	makeProject,
	makeTalk,
	now,
	talkContent
} from '../factories.ts';
import { listRecorded } from '../recorded.ts';

const held = useDatabase();

it('a project that nothing refers to is removed with its partners and countries, once', async () => {
	const { id: by } = await makeOrganiser(held.db);
	const staying = await makeProject(held.db);
	const made = await createProject(held.db, {
		title: 'Registered twice',
		acronym: '',
		programme: 'nordplus',
		action: '',
		code: '',
		startsOn: null,
		endsOn: null,
		summary: '',
		partners: [{ name: 'Järve Kutsekool', country: 'EE', role: 'partner' }],
		countries: ['FI'],
		by,
		now
	});
	const removal = { projectId: made.ok ? made.value.id : '', by, now };

	const gone = { ok: true, value: undefined };
	expect(await removeProject(held.db, removal)).toEqual(gone);
	expect(await removeProject(held.db, removal)).toEqual(gone);

	expect((await listProjects(held.db)).map(({ id }) => id)).toEqual([staying.id]);
	expect(await held.db.selectFrom('projectPartner').select('id').execute()).toEqual([]);
	expect(await held.db.selectFrom('projectCountry').select('country').execute()).toEqual([]);
	const told = (await listRecorded(held.db)).filter(({ verb }) => verb === 'project.removed');
	expect(told).toEqual([
		{
			verb: 'project.removed',
			editionId: null,
			personId: by,
			subjectId: removal.projectId,
			subjectName: 'Registered twice',
			before: {
				title: 'Registered twice',
				acronym: '',
				programme: 'nordplus',
				action: '',
				code: '',
				startsOn: null,
				endsOn: null,
				summary: '',
				partners: ['Järve Kutsekool'],
				countries: ['EE', 'FI']
			},
			after: null
		}
	]);
});

it('a project that a talk names, even a draft, stays', async () => {
	const { id: by } = await makeOrganiser(held.db);
	const { id: projectId } = await makeProject(held.db);
	await makeTalk(held.db, { editionId: (await makeEdition(held.db)).id, projectId });

	expect(await countProjectUse(held.db, projectId)).toEqual({ talks: 1, mobilities: 0 });
	expect(await removeProject(held.db, { projectId, by, now })).toEqual({
		ok: false,
		reason: 'in-use'
	});
	expect((await listProjects(held.db)).map(({ id }) => id)).toEqual([projectId]);
});

it('a project with a mobility stays, and so does the mobility', async () => {
	const { id: by } = await makeOrganiser(held.db);
	const { id: projectId } = await makeProject(held.db);
	await makeMobility(held.db, { projectId, personId: (await makePerson(held.db)).id });

	expect(await countProjectUse(held.db, projectId)).toEqual({ talks: 0, mobilities: 1 });
	expect(await removeProject(held.db, { projectId, by, now })).toEqual({
		ok: false,
		reason: 'in-use'
	});
	expect((await listProjects(held.db)).map(({ mobilityCount }) => mobilityCount)).toEqual([1]);
});

it('of a removal and a mobility that arrive at once, one holds', async () => {
	const { id: by } = await makeOrganiser(held.db);
	const { id: projectId } = await makeProject(held.db);
	const [removed, added] = await Promise.all([
		removeProject(held.db, { projectId, by, now }),
		addMobility(held.db, {
			projectId,
			person: { id: by },
			host: null,
			country: 'EE',
			activity: 'course',
			startsOn: null,
			endsOn: null,
			by,
			now
		})
	]);
	expect(removed.ok).toBe(!added.ok);
	const mobilities = await held.db.selectFrom('mobility').select('projectId').execute();
	expect(mobilities).toEqual(added.ok ? [{ projectId }] : []);
});

it('of a removal and a talk that is saved at once, one holds', async () => {
	const { id: by } = await makeOrganiser(held.db);
	const { id: editionId } = await makeEdition(held.db);
	const rounds = Array.from({ length: 5 }, async () => {
		const { id: projectId } = await makeProject(held.db);
		const content = talkContent({ projectId });
		const [removed, saved] = await Promise.all([
			removeProject(held.db, { projectId, by, now }),
			saveTalk(held.db, { editionId, revision: 0, content, by, now })
		]);
		return [removed, saved].filter(({ ok }) => ok).length;
	});
	expect(await Promise.all(rounds)).toEqual([1, 1, 1, 1, 1]);
});
