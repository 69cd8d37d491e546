import { unguarded } from '#lib/db/transaction.ts';
import { updateEdition, type ChangedEdition } from '#lib/conference/commands.server.ts';
import type { Edition, EditionDay, Room } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import type { Database } from '#lib/db/connect.ts';
import { newId } from '#lib/platform/ids.ts';
import { now } from './people.ts';

let count = 0;

type EditionParts = Partial<Omit<Edition, 'days' | 'rooms'>> & {
	days?: Partial<EditionDay>[];
	rooms?: Partial<Room>[];
};

/** An edition on 24 May 2027 in Riga's zone with a hall of 120 and a room of 30. */
export async function makeEdition(
	db: Database,
	{ days, rooms, ...row }: EditionParts = {}
): Promise<Edition> {
	const id = row.id ?? newId();
	const { title = { en: 'Evaluation conference', lv: 'Izvērtēšanas konference' }, theme = {} } =
		row;
	await unguarded(db)
		.insertInto('edition')
		.values({
			slug: `edition-${++count}`,
			timeZone: 'Europe/Riga',
			venueName: 'Daugavpils tehnikums',
			venueAddress: 'Strādnieku iela 16, Daugavpils',
			talksDueAt: null,
			answersDueAt: null,
			doorOpenedAt: null,
			doorClosedAt: null,
			createdAt: now,
			revision: 1,
			...row,
			id,
			title: JSON.stringify(title),
			theme: JSON.stringify(theme)
		})
		.execute();
	for (const day of days ?? [{}]) {
		await unguarded(db)
			.insertInto('editionDay')
			.values({
				id: newId(),
				editionId: id,
				dayOn: '2027-05-24',
				opens: '09:00',
				closes: '17:00',
				...day
			})
			.execute();
	}
	const halls = rooms ?? [
		{ name: 'Hall', capacity: 120 },
		{ name: 'Room 12', capacity: 30 }
	];
	for (const [position, room] of halls.entries()) {
		await unguarded(db)
			.insertInto('room')
			.values({ id: newId(), editionId: id, name: 'Hall', capacity: null, position, ...room })
			.execute();
	}
	return getEdition(db, id);
}

/** An organiser saves the settings as they are by now, but for these. */
export async function changeEdition(
	db: Database,
	{
		editionId,
		...changed
	}: Pick<ChangedEdition, 'editionId' | 'by' | 'now'> & Partial<Omit<ChangedEdition, 'revision'>>
): Promise<void> {
	const { title, theme, timeZone, venueName, venueAddress, ...edition } = await getEdition(
		db,
		editionId
	);
	const { talksDueAt, answersDueAt, days, rooms, revision } = edition;
	const saved = await updateEdition(db, {
		...{ title, theme, timeZone, venueName, venueAddress },
		...{ talksDueAt, answersDueAt, days, rooms, revision },
		...changed,
		editionId
	});
	if (!saved.ok) throw new Error(`the settings were not saved: ${saved.reason}`);
}
