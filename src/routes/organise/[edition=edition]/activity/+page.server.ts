import * as v from 'valibot';
import type { PageServerLoad } from './$types';
import { findGone, listChanges, type Change } from '#lib/changes/queries.server.ts';
import { changeKinds, type ChangeAudience } from '#lib/changes/subject.ts';
import { listDevices } from '#lib/door/devices.server.ts';
import { listGuestsOfPersons } from '#lib/guests/queries.server.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { nameOf } from '#lib/people/person.ts';
import { listNames, listOrganisers } from '#lib/people/queries.server.ts';
import { dayAfter } from '#lib/platform/clock.ts';
import { dayText, wholeNumber } from '#lib/platform/fields.ts';
import { pageSize } from '#lib/platform/paging.ts';
import { isId } from '#lib/platform/ids.ts';
import { instantAt } from '#lib/platform/zone.ts';
import type { ChangeVerb } from '#lib/changes/verb.ts';
import { cutPair } from './cut-pair.ts';
import { placeOf, subjects } from './subjects.ts';
import { noteOf, valuesOf, wordsOf } from './words.ts';

/** A position as both engines store it; what is larger is no place in the log. */
const position = wholeNumber(0, 2 ** 31 - 1);

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const { db, t } = locals;
	const { timeZone } = edition;
	const asked = (name: string) => url.searchParams.get(name) ?? '';
	const personId = isId(asked('who')) ? asked('who') : undefined;
	const kind = changeKinds.find((one) => one === asked('kind'));
	const batch = isId(asked('batch')) ? asked('batch') : undefined;
	const dayOn = v.is(dayText, asked('day')) ? asked('day') : undefined;
	const from = v.safeParse(position, asked('before'));
	const before = from.success ? from.output : undefined;
	const during = dayOn && {
		from: instantAt(dayOn, '00:00', timeZone),
		to: instantAt(dayAfter(dayOn, 1), '00:00', timeZone)
	};
	const filter = { personId, kind, during: during || undefined, batch, before };
	const rows = await listChanges(db, edition.id, filter, pageSize);
	const shown = rows.slice(0, pageSize);
	const ids = [...shown.flatMap((row) => row.personId ?? []), ...(personId ? [personId] : [])];
	const subjectIds = [...new Set(shown.map(({ subjectId }) => subjectId))];
	const [persons, devices, organisers, gone, guests] = await Promise.all([
		listNames(db, [...new Set(ids)]),
		listDevices(db, edition.id),
		listOrganisers(db),
		findGone(db, subjectIds),
		listGuestsOfPersons(db, { editionId: edition.id, personIds: subjectIds })
	]);
	const whereabouts = { gone, guests: new Map(guests.map(({ id, personId }) => [personId, id])) };
	const people = new Map(persons.map((person) => [person.id, nameOf(person)]));
	const gates = new Map(devices.map(({ id, name }) => [id, name]));
	const doers = new Map(organisers.map((person) => [person.id, nameOf(person)]));
	if (personId) doers.set(personId, people.get(personId) ?? '…');
	return {
		filter: { who: personId ?? '', kind: kind ?? '', day: dayOn ?? '', batch: batch ?? '' },
		doers: [...doers].map(([value, label]) => ({ value, label })),
		older: rows.length > pageSize ? shown.at(-1)?.position : undefined,
		isNewest: before === undefined,
		changes: shown.map((row) => ({
			position: row.position,
			at: row.at,
			who: row.personId ? people.get(row.personId) || '…' : gates.get(row.deviceId ?? ''),
			whoId: row.personId,
			did: inWords(row, { t, timeZone }),
			note: noteOf(row),
			place: placeOf(row, whereabouts),
			batch: isWhole(row) ? row.batch : undefined,
			fields: changedFields(row, { t, timeZone })
		}))
	};
};

function inWords(row: Change, { t }: ChangeAudience): string {
	const key = wordsOf(row.verb);
	return key ? t(key, { about: row.subjectName || '…', ...valuesOf(row) }) : row.verb;
}

/** Old and new, where something was so before and is otherwise now; what is new is told by its name alone. */
function changedFields(row: Change, reader: ChangeAudience) {
	if (row.before === null || row.after === null) return [];
	return subjects[row.kind]
		.compare(row.before, row.after, row.version, reader)
		.map(({ label, ...texts }) => ({ label, ...cutPair(texts.before, texts.after) }));
}

const wholes: readonly ChangeVerb[] = ['guests.imported', 'agenda.draft-moved', 'agenda.released'];

/** Whether other rows of its batch are parts of it. */
function isWhole({ verb }: Change): boolean {
	return (wholes as readonly string[]).includes(verb);
}
