import { createEdition } from '#lib/conference/commands.server.ts';
import { deadlineAt } from '#lib/conference/edition.ts';
import { getEdition, listEditions } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { day, hour, later, type Instant } from '#lib/platform/clock.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { placeSampleAgenda } from './agenda.server.ts';
import { rooms } from './agenda.ts';
import { sampleDay } from './calendar-year.ts';
import { inviteSampleGuests, type SampleLinks } from './guests.server.ts';
import { keepSamplePeople } from './people.server.ts';
import { keepSampleProjects } from './projects.server.ts';
import type { SampleStage } from './stage.ts';
import { registerSampleTalks } from './talks.server.ts';

const timeZone = 'Europe/Riga';

export interface SampleConference extends SampleLinks {
	slug: string;
}

/**
 * Makes the sample conference through the features' own commands, in one transaction: projects and mobilities, talks in
 * every state, a published agenda, sixty invited guests and their answers. Its past lies before `now`, its day after.
 * Refuses when there is an edition already, whichever: a sample among real guests would be a trap.
 */
export function createSampleConference(
	db: Database | Transaction,
	{ by, now }: { by: string; now: Instant }
): Promise<Outcome<SampleConference, 'edition-there'>> {
	return inTransaction(db, async (trx) => {
		if ((await listEditions(trx)).length > 0) return refused('edition-there');
		const conferenceOn = sampleDay(now);
		const slug = conferenceOn.slice(0, 4);
		const ago = (days: number) => later(now, -days * day);
		const created = await createEdition(trx, {
			slug,
			title: {
				en: `International evaluation conference ${slug}`,
				lv: `Starptautiskā izvērtēšanas konference ${slug}`
			},
			theme: {
				en: 'What stays when a project ends',
				lv: 'Kas paliek, kad projekts beidzas'
			},
			timeZone,
			venueName: 'Ezermalas arodskola',
			venueAddress: 'Ezera iela 12, Ezermala, Latvija',
			talksDueAt: deadlineAt({ on: `${slug}-05-10`, time: '' }, timeZone),
			answersDueAt: deadlineAt({ on: `${slug}-05-15`, time: '' }, timeZone),
			days: [{ dayOn: conferenceOn, opens: '08:30', closes: '17:00' }],
			rooms,
			by,
			now: ago(40)
		});
		if (!created.ok) return refused('edition-there');
		const stage: SampleStage = { editionId: created.value.id, conferenceOn, timeZone, by };
		const personIds = await keepSamplePeople(trx, ago(39));
		const projectIds = await keepSampleProjects(trx, stage, ago(39));
		const talkIds = await registerSampleTalks(trx, stage, personIds, projectIds, ago(30));
		await placeSampleAgenda(trx, await getEdition(trx, stage.editionId), stage, talkIds, ago(12));
		const links = await inviteSampleGuests(trx, stage, personIds, later(ago(10), hour));
		return done({ slug, ...links });
	});
}
