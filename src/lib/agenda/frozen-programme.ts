import * as v from 'valibot';
import { frozen } from '#lib/platform/frozen.ts';
import { localizedText } from '#lib/platform/stored-fields.ts';
import { agendaKinds } from './programme.ts';

const speaker = v.object({
	personId: v.string(),
	name: v.string(),
	organisation: v.nullable(v.string()),
	country: v.nullable(v.string())
});

const item = v.object({
	id: v.string(),
	kind: v.picklist(agendaKinds),
	title: localizedText,
	abstract: v.string(),
	language: v.nullable(v.string()),
	startsAt: v.string(),
	endsAt: v.string(),
	room: v.nullable(v.string()),
	talkId: v.nullable(v.string()),
	projectTitle: v.nullable(v.string()),
	speakers: v.array(speaker)
});

/** How the programme of a release is stored; `Programme` says what its fields mean. */
export const frozenProgramme = frozen(
	'Programme of a release',
	v.object({
		editionSlug: v.string(),
		number: v.number(),
		releasedAt: v.string(),
		timeZone: v.string(),
		days: v.array(v.object({ dayOn: v.string(), items: v.array(item) }))
	})
);
