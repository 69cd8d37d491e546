import type { ProjectTable } from '#lib/db/schema/projects.ts';
import type { Reader } from '#lib/db/transaction.ts';
import { organisationRows, personRows } from '#lib/people/queries.server.ts';
import { compareText, fold } from '#lib/platform/text.ts';
import { shortTitle, type Mobility, type Project } from './project.ts';

/** Every project, the latest first; those without dates come before the others. */
export async function listProjects(db: Reader): Promise<Project[]> {
	const rows = await db
		.selectFrom('project')
		.selectAll()
		.orderBy('createdAt', 'desc')
		.orderBy('id', 'desc')
		.execute();
	const projects = await withPartners(db, rows);
	const end = ({ endsOn, startsOn }: Project) => endsOn ?? startsOn ?? '9999';
	return projects.sort((a, b) => compareText(end(b), end(a)));
}

/** Projects by their titles, for other rooms to join in any way. */
export function projectTitleRows(db: Reader) {
	return db.selectFrom('project').select(['id', 'title', 'acronym']);
}

export async function findProject(db: Reader, id: string): Promise<Project | undefined> {
	const row = await db.selectFrom('project').selectAll().where('id', '=', id).executeTakeFirst();
	return row && (await withPartners(db, [row], id))[0];
}

/** Mobilities, of one project or all, the latest first; those without dates come before the others. */
export async function listMobilities(db: Reader, projectId?: string): Promise<Mobility[]> {
	const rows = await db
		.selectFrom('mobility')
		.innerJoin(personRows(db).as('person'), 'person.id', 'mobility.personId')
		.innerJoin('project', 'project.id', 'mobility.projectId')
		.leftJoin(organisationRows(db).as('host'), 'host.id', 'mobility.hostOrganisationId')
		.select([
			'mobility.id',
			'mobility.projectId',
			'mobility.personId',
			'mobility.country',
			'mobility.activity',
			'mobility.startsOn',
			'mobility.endsOn',
			'project.title',
			'project.acronym',
			'person.name',
			'person.email',
			'host.name as host'
		])
		.$if(projectId !== undefined, (query) =>
			query.where('mobility.projectId', '=', projectId ?? '')
		)
		.execute();
	// In JavaScript, because the engines put nulls and accents elsewhere.
	return rows
		.map(({ personId, name, email, title, acronym, ...row }) => ({
			...row,
			projectTitle: shortTitle({ title, acronym }),
			person: { id: personId, name, email }
		}))
		.sort(
			(a, b) =>
				compareText(b.startsOn ?? '9999', a.startsOn ?? '9999') ||
				compareText(fold(a.person.name), fold(b.person.name)) ||
				compareText(a.id, b.id)
		);
}

// A school's projects are a few hundred at most: their parts are read whole, so that no list of ids grows.
async function withPartners(db: Reader, rows: ProjectTable[], only?: string): Promise<Project[]> {
	if (rows.length === 0) return [];
	const [partners, named, counts] = await Promise.all([
		db
			.selectFrom('projectPartner')
			.innerJoin(
				organisationRows(db).as('organisation'),
				'organisation.id',
				'projectPartner.organisationId'
			)
			.select([
				'projectPartner.projectId',
				'projectPartner.organisationId',
				'projectPartner.role',
				'organisation.name',
				'organisation.country'
			])
			.$if(only !== undefined, (query) => query.where('projectId', '=', only ?? ''))
			.orderBy('projectPartner.position')
			.execute(),
		db
			.selectFrom('projectCountry')
			.selectAll()
			.$if(only !== undefined, (query) => query.where('projectId', '=', only ?? ''))
			.orderBy('country')
			.execute(),
		db
			.selectFrom('mobility')
			.select((select) => ['projectId', select.fn.countAll<number>().as('count')])
			.$if(only !== undefined, (query) => query.where('projectId', '=', only ?? ''))
			.groupBy('projectId')
			.execute()
	]);
	const partnersOf = Map.groupBy(partners, ({ projectId }) => projectId);
	const namedOf = Map.groupBy(named, ({ projectId }) => projectId);
	const countOf = new Map(counts.map(({ projectId, count }) => [projectId, count]));
	return rows.map(({ createdAt: _, ...row }) => {
		const own = (partnersOf.get(row.id) ?? []).map(({ projectId: _, ...partner }) => partner);
		const namedCountries = (namedOf.get(row.id) ?? []).map(({ country }) => country);
		const all = [...namedCountries, ...own.flatMap(({ country }) => country ?? [])];
		return {
			...row,
			partners: own,
			namedCountries,
			countries: [...new Set(all)].sort(),
			mobilityCount: countOf.get(row.id) ?? 0
		};
	});
}
