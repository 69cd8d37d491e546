import { unguarded } from '#lib/db/transaction.ts';
import type { Database } from '#lib/db/connect.ts';
import type { MobilityTable, ProjectTable } from '#lib/db/schema/projects.ts';
import { newId } from '#lib/platform/ids.ts';
import { now } from './people.ts';

let count = 0;

export async function makeProject(
	db: Database,
	row: Partial<ProjectTable> = {}
): Promise<ProjectTable> {
	const project: ProjectTable = {
		id: newId(),
		title: `Project ${++count}`,
		acronym: '',
		programme: 'erasmus-plus',
		action: 'KA121-VET',
		code: '2026-1-LV01-KA121-VET-000009189',
		startsOn: '2026-09-01',
		endsOn: '2027-08-31',
		summary: '',
		createdAt: now,
		revision: 1,
		...row
	};
	await unguarded(db).insertInto('project').values(project).execute();
	return project;
}

export async function makeMobility(
	db: Database,
	row: Partial<MobilityTable> & Pick<MobilityTable, 'projectId' | 'personId'>
): Promise<MobilityTable> {
	const mobility: MobilityTable = {
		id: newId(),
		hostOrganisationId: null,
		country: 'EE',
		activity: 'job-shadowing',
		startsOn: '2027-02-01',
		endsOn: '2027-02-12',
		createdAt: now,
		...row
	};
	await unguarded(db).insertInto('mobility').values(mobility).execute();
	return mobility;
}
