import { recordChange } from '#lib/changes/commands.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { insertOnce } from '#lib/db/insert-once.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { correctOrganisation, ensureOrganisations } from '#lib/people/commands.server.ts';
import { organisationRows } from '#lib/people/queries.server.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { fold } from '#lib/platform/text.ts';
import { projectChange } from './project-changes.ts';
import type { PartnerRole, FundingProgramme, Project } from './project.ts';
import { findProject } from './queries.server.ts';

export { addMobility, lockProject, removeMobility } from './mobilities.server.ts';

interface ProjectContent {
	title: string;
	acronym: string;
	programme: FundingProgramme;
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

/** `formId` as `insertOnce` says. */
export async function createProject(
	db: Database | Transaction,
	{
		formId = newId(),
		by,
		now,
		partners,
		countries,
		...columns
	}: ProjectContent & { formId?: string; by: string; now: Instant }
): Promise<Outcome<{ id: string }, never>> {
	return inTransaction(db, async (trx) => {
		const { id, isNew } = await insertOnce(trx, 'project', {
			id: formId,
			...columns,
			createdAt: now,
			revision: 1
		});
		if (!isNew) return done({ id });
		await writePartners(trx, { projectId: id, partners, now });
		await writeCountries(trx, id, countries);
		await recordProject(trx, {
			verb: 'project.created',
			projectId: id,
			before: undefined,
			by,
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
		const before = await findProject(trx, projectId);
		const changed = await trx
			.updateTable('project')
			.set({ ...columns, revision: revision + 1 })
			.where('id', '=', projectId)
			.where('revision', '=', revision)
			.executeTakeFirst();
		if (Number(changed.numUpdatedRows) === 0) return refused('changed-meanwhile');
		const kept = await correctPartners(trx, { projectId, partners, by, now });
		await trx.deleteFrom('projectPartner').where('projectId', '=', projectId).execute();
		await trx.deleteFrom('projectCountry').where('projectId', '=', projectId).execute();
		await writePartners(trx, { projectId, partners, kept, now });
		await writeCountries(trx, projectId, countries);
		await recordProject(trx, { verb: 'project.updated', projectId, before, by, now });
		return done();
	});
}

/**
 * Deletes a project with its partners, countries and mobilities; whether something refers to it, `removeProject` in
 * talks/ asks.
 */
export async function deleteProject(
	trx: Transaction,
	{ projectId, by, now }: { projectId: string; by: string; now: Instant }
): Promise<void> {
	const before = await findProject(trx, projectId);
	if (!before) return;
	await trx.deleteFrom('project').where('id', '=', projectId).execute();
	await recordProject(trx, { verb: 'project.removed', projectId, before, by, now });
}

async function recordProject(
	trx: Transaction,
	{
		projectId,
		before,
		...change
	}: {
		verb: 'project.created' | 'project.updated' | 'project.removed';
		projectId: string;
		before: Project | undefined;
		by: string;
		now: Instant;
	}
): Promise<void> {
	const after = await findProject(trx, projectId);
	recordChange(trx, projectChange, {
		...change,
		editionId: null,
		subjectId: projectId,
		name: (after ?? before)?.title,
		before: before && toldOf(before),
		after: after && toldOf(after)
	});
}

function toldOf({ partners, countries, ...project }: Project) {
	const { title, acronym, programme, action, code, startsOn, endsOn, summary } = project;
	return {
		...{ title, acronym, programme, action, code, startsOn, endsOn, summary },
		partners: partners.map(({ name }) => name),
		countries
	};
}

type Partner = ProjectContent['partners'][number];

/**
 * A partner that is typed with another spelling or country than it has is put right; it does not become another one.
 * Answers with the organisations of those that stay.
 */
async function correctPartners(
	trx: Transaction,
	{
		projectId,
		partners,
		...change
	}: { projectId: string; partners: Partner[]; by: string; now: Instant }
): Promise<Map<Partner, string>> {
	const held = await trx
		.selectFrom('projectPartner')
		.innerJoin(
			organisationRows(trx).as('organisation'),
			'organisation.id',
			'projectPartner.organisationId'
		)
		.select(['organisation.id', 'organisation.nameFolded', 'organisation.country'])
		.where('projectPartner.projectId', '=', projectId)
		.execute();
	const kept = new Map<Partner, string>();
	for (const partner of partners) {
		const nameFolded = fold(partner.name);
		const alike = held.filter((one) => one.nameFolded === nameFolded);
		const typedAlike = partners.filter(({ name }) => fold(name) === nameFolded);
		const own =
			alike.find(({ country }) => country === partner.country) ??
			(typedAlike.length === 1 && alike.length === 1 ? alike[0] : undefined);
		if (!own) continue;
		const { name, country } = partner;
		const corrected = await correctOrganisation(trx, {
			organisationId: own.id,
			name,
			country,
			...change
		});
		if (corrected.ok) kept.set(partner, own.id);
	}
	return kept;
}

async function writePartners(
	trx: Transaction,
	{
		projectId,
		partners,
		kept = new Map<Partner, string>(),
		now
	}: { projectId: string; partners: Partner[]; kept?: Map<Partner, string>; now: Instant }
): Promise<void> {
	const others = partners.filter((partner) => !kept.has(partner));
	const ensured = await ensureOrganisations(trx, others, now);
	const roles = new Map<string, PartnerRole>();
	for (const partner of partners) {
		const { role } = partner;
		const organisationId = kept.get(partner) ?? ensured[others.indexOf(partner)];
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
