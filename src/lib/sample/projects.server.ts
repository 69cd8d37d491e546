import type { Transaction } from '#lib/db/transaction.ts';
import { dayAfter, type Instant } from '#lib/platform/clock.ts';
import { addMobility, createProject } from '#lib/projects/commands.server.ts';
import { withYears } from './calendar-year.ts';
import { expectDone } from './expect-done.ts';
import { guests } from './guests.ts';
import { mobilities } from './mobilities.ts';
import { organisations } from './organisations.ts';
import type { SampleStage } from './stage.ts';
import { projects } from './projects.ts';

/** Registers the projects and the mobilities under them; answers with the projects' ids by key. */
export async function keepSampleProjects(
	trx: Transaction,
	{ conferenceOn, by }: SampleStage,
	now: Instant
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const { key, code, startsOn, endsOn, partners, ...project } of projects) {
		const created = await createProject(trx, {
			...project,
			code: withYears(code, conferenceOn),
			startsOn: withYears(startsOn, conferenceOn),
			endsOn: withYears(endsOn, conferenceOn),
			partners: partners.map(({ organisation, role }) => ({
				...organisations[organisation],
				role
			})),
			by,
			now
		});
		ids.set(key, expectDone(created, `project ${key}`).id);
	}
	for (const { project, person, host, activity, daysBefore, days } of mobilities) {
		const startsOn = dayAfter(conferenceOn, -daysBefore);
		const added = await addMobility(trx, {
			projectId: ids.get(project) ?? '',
			person: { name: person, email: guests.find(({ name }) => name === person)?.email ?? null },
			host: organisations[host],
			country: organisations[host].country,
			activity,
			startsOn,
			endsOn: dayAfter(startsOn, days - 1),
			by,
			now
		});
		expectDone(added, `mobility of ${person}`);
	}
	return ids;
}
