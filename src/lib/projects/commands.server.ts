import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { recordActivity } from '#lib/people/activity.server.ts';
import { ensureOrganisations } from '#lib/people/commands.server.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import type { PartnerRole, ProgrammeName } from './project.ts';

export { addMobility, removeMobility } from './mobilities.server.ts';

interface ProjectContent {
	title: string;
	acronym: string;
	programme: ProgrammeName;
	action: string;
	code: string;
	startsOn: Day | null;
	endsOn: Day | null;
	summary: string;
	/** In the order in which they are shown. One named twice counts once, in the first role. */
	partners: { name: string; country: string | null; role: PartnerRole; address?: string | null }[];
	/** Countries that take part without a named partner. */
	countries: string[];
}

export async function createProject(
	db: Database | Transaction,
	{ by, now, partners, countries, ...columns }: ProjectContent & { by: string; now: Instant }
): Promise<Outcome<{ id: string }, never>> {
	return inTransaction(db, async (trx) => {
		const id = newId();
		await trx
			.insertInto('project')
			.values({ id, ...columns, createdAt: now, revision: 1 })
			.execute();
		await writePartners(trx, id, partners, now);
		await writeCountries(trx, id, countries);
		await recordActivity(trx, {
			verb: 'project.created',
			personId: by,
			subjectId: id,
			detail: { title: columns.title },
			now
		});
		return done({ id });
	});
}

export async function updateProject(
	db: Database | Transaction,
	{
		projectId,
		revision,
		by,
		now,
		partners,
		countries,
		...columns
	}: ProjectContent & { projectId: string; revision: number; by: string; now: Instant }
): Promise<Outcome<undefined, 'changed-meanwhile'>> {
	return inTransaction(db, async (trx) => {
		const changed = await trx
			.updateTable('project')
			.set({ ...columns, revision: revision + 1 })
			.where('id', '=', projectId)
			.where('revision', '=', revision)
			.executeTakeFirst();
		if (Number(changed.numUpdatedRows) === 0) return refused('changed-meanwhile');
		await trx.deleteFrom('projectPartner').where('projectId', '=', projectId).execute();
		await trx.deleteFrom('projectCountry').where('projectId', '=', projectId).execute();
		await writePartners(trx, projectId, partners, now);
		await writeCountries(trx, projectId, countries);
		await recordActivity(trx, {
			verb: 'project.updated',
			personId: by,
			subjectId: projectId,
			detail: { title: columns.title },
			now
		});
		return done();
	});
}

async function writePartners(
	trx: Transaction,
	projectId: string,
	partners: ProjectContent['partners'],
	now: Instant
): Promise<void> {
	const organisationIds = await ensureOrganisations(trx, partners, now);
	const roles = new Map<string, PartnerRole>();
	for (const [at, { role }] of partners.entries()) {
		const organisationId = organisationIds[at];
		if (organisationId && !roles.has(organisationId)) roles.set(organisationId, role);
	}
	if (roles.size === 0) return;
	await trx
		.insertInto('projectPartner')
		.values(
			[...roles].map(([organisationId, role], position) => ({
				id: newId(),
				projectId,
				organisationId,
				role,
				position
			}))
		)
		.execute();
}

async function writeCountries(
	trx: Transaction,
	projectId: string,
	countries: string[]
): Promise<void> {
	if (countries.length === 0) return;
	await trx
		.insertInto('projectCountry')
		.values([...new Set(countries)].map((country) => ({ projectId, country })))
		.execute();
}
