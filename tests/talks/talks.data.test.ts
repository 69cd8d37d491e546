import { describe, expect, test } from 'vitest';
import type { Edition } from '#lib/conference/edition.ts';
import { newId } from '#lib/platform/ids.ts';
import {
	acceptTalk,
	confirmTalk,
	declineTalk,
	saveTalk,
	withdrawOnBehalf,
	withdrawTalk
} from '#lib/talks/commands.server.ts';
import { findTalk, getTalk, listTalks, listTalksOf } from '#lib/talks/queries.server.ts';
import { contentOf, seenOf, wasHandedIn, type Talk } from '#lib/talks/talk.ts';
import { useDatabase } from '../database.ts';
import {
	makeEdition,
	makeOrganisation,
	makeOrganiser,
	makePerson,
	makeProject,
	makeTalk
} from '../factories.ts';
import { talkContent } from '../factories/talks.ts';
import { countQueries } from '../queries.ts';
import { listRecorded } from '../recorded.ts';

const held = useDatabase();
const now = '2027-03-10T10:00:00.000Z';
const deadline = '2027-03-31T20:59:00.000Z';
const afterDeadline = '2027-03-31T21:00:00.000Z';

async function open(): Promise<Edition> {
	return makeEdition(held.db, { talksDueAt: deadline });
}

describe('saving a talk', () => {
	test('a draft is kept whole, with its co-speakers as persons', async () => {
		const edition = await open();
		const school = await makeOrganisation(held.db, { name: 'Daugavpils tehnikums' });
		const author = await makePerson(held.db, { name: 'Zane Ozoliņa', organisationId: school.id });
		const known = await makePerson(held.db, { name: 'Björn Groß', country: 'DE' });
		const project = await makeProject(held.db, { title: 'Small companies', acronym: 'SEM' });

		const content = talkContent({
			projectId: project.id,
			coSpeakers: [
				{ name: 'Bjorn', email: known.email ?? '' },
				{ name: 'Anna Liepa', email: 'anna@school.example' }
			]
		});
		const saved = await saveTalk(held.db, {
			editionId: edition.id,
			revision: 0,
			content,
			by: author.id,
			now
		});

		if (!saved.ok) throw new Error(saved.reason);
		const talk = await findTalk(held.db, saved.value.id);
		expect(talk).toEqual({
			id: saved.value.id,
			editionId: edition.id,
			title: 'One chair, four countries',
			abstract: 'Four classes built one chair.',
			format: 'talk',
			minutes: 20,
			language: 'lv',
			needs: '',
			state: 'draft',
			project: { id: project.id, title: 'Small companies', acronym: 'SEM' },
			speakers: [
				{
					personId: author.id,
					name: 'Zane Ozoliņa',
					typedName: '',
					email: author.email,
					organisation: 'Daugavpils tehnikums',
					country: 'LV',
					language: 'en'
				},
				{
					personId: known.id,
					name: 'Björn Groß',
					typedName: 'Bjorn',
					email: known.email,
					organisation: null,
					country: 'DE',
					language: 'en'
				},
				{
					personId: expect.any(String),
					name: 'Anna Liepa',
					typedName: 'Anna Liepa',
					email: 'anna@school.example',
					organisation: null,
					country: null,
					language: 'lv'
				}
			],
			submittedAt: null,
			createdAt: now,
			updatedAt: now,
			revision: 1,
			steps: []
		});
	});

	test('sending a new talk twice makes one', async () => {
		const edition = await open();
		const author = await makePerson(held.db);
		const form = {
			talkId: newId(),
			editionId: edition.id,
			revision: 0,
			content: talkContent(),
			by: author.id,
			now
		};

		const both = await Promise.all([saveTalk(held.db, form), saveTalk(held.db, form)]);

		expect(both).toEqual([
			{ ok: true, value: { id: form.talkId, revision: 1 } },
			{ ok: true, value: { id: form.talkId, revision: 1 } }
		]);
		expect(await listTalks(held.db, edition.id)).toHaveLength(1);
	});

	test('an author among their own co-speakers is one speaker, and sending it twice changes nothing', async () => {
		const edition = await open();
		const author = await makePerson(held.db, { email: 'zane@school.example' });
		const content = talkContent({ coSpeakers: [{ name: 'Zane', email: 'zane@school.example' }] });
		const form = {
			talkId: newId(),
			editionId: edition.id,
			revision: 0,
			by: author.id,
			content,
			now
		};

		const saved = { ok: true, value: { id: form.talkId, revision: 1 } };
		expect(await saveTalk(held.db, form)).toEqual(saved);
		expect(await saveTalk(held.db, form)).toEqual(saved);
		expect((await getTalk(held.db, form.talkId)).speakers).toHaveLength(1);
	});

	test('of two tabs the second is told, and what the first saved stays', async () => {
		const edition = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id });
		const by = talk.speakers[0]?.personId ?? '';
		const form = { talkId: talk.id, editionId: edition.id, revision: 1, by, now };

		const first = await saveTalk(held.db, { ...form, content: talkContent({ title: 'First' }) });
		const second = await saveTalk(held.db, { ...form, content: talkContent({ title: 'Second' }) });
		const informed = await saveTalk(held.db, {
			...form,
			revision: 2,
			content: talkContent({ title: 'Both' })
		});

		expect(first).toEqual({ ok: true, value: { id: talk.id, revision: 2 } });
		expect(second).toEqual({ ok: false, reason: 'changed-meanwhile' });
		expect(informed).toEqual({ ok: true, value: { id: talk.id, revision: 3 } });
		expect((await findTalk(held.db, talk.id))?.title).toBe('Both');
	});

	test('two tabs at the very same moment: one of them holds', async () => {
		const edition = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id });
		const by = talk.speakers[0]?.personId ?? '';

		const outcomes = await Promise.all(
			['First', 'Second', 'Third'].map((title) =>
				saveTalk(held.db, {
					talkId: talk.id,
					editionId: edition.id,
					revision: 1,
					content: talkContent({ title }),
					by,
					now
				})
			)
		);

		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect((await findTalk(held.db, talk.id))?.revision).toBe(2);
	});

	test('somebody else’s talk is not there for another teacher, nor its co-speaker’s to change', async () => {
		const edition = await open();
		const [author, coSpeaker, stranger] = await Promise.all(
			[1, 2, 3].map(() => makePerson(held.db))
		);
		if (!author || !coSpeaker || !stranger) throw new Error('nobody there');
		const talk = await makeTalk(held.db, {
			editionId: edition.id,
			speakers: [author.id, coSpeaker.id]
		});
		const form = {
			talkId: talk.id,
			editionId: edition.id,
			revision: 1,
			content: talkContent({ title: 'Taken over' }),
			now
		};

		for (const by of [stranger.id, coSpeaker.id]) {
			expect(await saveTalk(held.db, { ...form, by })).toEqual({ ok: false, reason: 'unknown' });
			expect(await saveTalk(held.db, { ...form, revision: 0, by })).toEqual({
				ok: false,
				reason: 'unknown'
			});
			expect(await saveTalk(held.db, { ...form, submit: true, by })).toEqual({
				ok: false,
				reason: 'unknown'
			});
			expect(await withdrawTalk(held.db, { talkId: talk.id, by, now })).toEqual({
				ok: false,
				reason: 'unknown'
			});
		}
		expect(await findTalk(held.db, talk.id)).toEqual(talk);
	});

	test('a talk is edited until it is accepted, not after', async () => {
		const edition = await open();
		const submitted = await makeTalk(held.db, { editionId: edition.id, state: 'submitted' });
		const accepted = await makeTalk(held.db, { editionId: edition.id, state: 'accepted' });
		const save = (talk: typeof submitted, title: string) =>
			saveTalk(held.db, {
				talkId: talk.id,
				editionId: edition.id,
				revision: 1,
				content: { ...contentOf(talk), title },
				by: talk.speakers[0]?.personId ?? '',
				now: afterDeadline
			});

		expect(await save(submitted, 'A better title')).toEqual({
			ok: true,
			value: { id: submitted.id, revision: 2 }
		});
		expect(await save(accepted, 'A better title')).toEqual({ ok: false, reason: 'decided' });
	});

	test('what was submitted cannot be emptied', async () => {
		const edition = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'submitted' });

		expect(
			await saveTalk(held.db, {
				talkId: talk.id,
				editionId: edition.id,
				revision: 1,
				content: { ...contentOf(talk), abstract: '' },
				by: talk.speakers[0]?.personId ?? '',
				now
			})
		).toEqual({ ok: false, reason: 'incomplete' });
	});
});

describe('submitting', () => {
	test('saves and submits at once, and tells the author by mail', async () => {
		const edition = await open();
		const author = await makePerson(held.db, { language: 'lv' });
		const saved = await saveTalk(held.db, {
			editionId: edition.id,
			revision: 0,
			content: talkContent(),
			submit: true,
			by: author.id,
			now
		});

		if (!saved.ok) throw new Error(saved.reason);
		const talk = await findTalk(held.db, saved.value.id);
		expect(talk?.state).toBe('submitted');
		expect(talk?.submittedAt).toBe(now);
		expect(await mails()).toEqual([
			{ kind: 'talk-received', toAddress: author.email, language: 'lv' }
		]);
	});

	test('is possible until the deadline, to the minute, by the server’s clock', async () => {
		const edition = await open();
		const early = await makeTalk(held.db, { editionId: edition.id });
		const late = await makeTalk(held.db, { editionId: edition.id });
		const by = (talk: Talk) => talk.speakers[0]?.personId ?? '';

		expect(await submit(early, deadline)).toEqual({
			ok: true,
			value: { id: early.id, revision: 1 }
		});
		expect(await submit(late, afterDeadline)).toEqual({ ok: false, reason: 'too-late' });
		expect(
			await saveTalk(held.db, {
				editionId: edition.id,
				revision: 0,
				content: talkContent(),
				submit: true,
				by: by(late),
				now: afterDeadline
			})
		).toEqual({ ok: false, reason: 'too-late' });
		expect((await findTalk(held.db, late.id))?.state).toBe('draft');
	});

	test('a late draft that could not be submitted is not half saved', async () => {
		const edition = await open();
		const author = await makePerson(held.db);
		await saveTalk(held.db, {
			editionId: edition.id,
			revision: 0,
			content: talkContent({ coSpeakers: [{ name: '', email: 'new@school.example' }] }),
			submit: true,
			by: author.id,
			now: afterDeadline
		});

		expect(await listTalksOf(held.db, author.id)).toEqual([]);
	});

	test('needs an abstract', async () => {
		const edition = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id, abstract: '' });

		expect(await submit(talk)).toEqual({ ok: false, reason: 'incomplete' });
	});

	test('ends for an hour after twenty talks, and so does beginning new ones', async () => {
		const edition = await open();
		const author = await makePerson(held.db);
		const form = { editionId: edition.id, revision: 0, by: author.id };
		const send = (kind: { submit: boolean }, at: string) =>
			saveTalk(held.db, { ...form, ...kind, content: talkContent(), now: at });
		for (let count = 0; count < 19; count++) await send({ submit: true }, now);
		const draft = await makeTalk(held.db, {
			editionId: edition.id,
			speakers: [author.id],
			createdAt: '2027-03-01T10:00:00.000Z'
		});
		await submit(draft);

		expect(await send({ submit: true }, now)).toEqual({ ok: false, reason: 'too-many' });
		expect(await send({ submit: false }, now)).toEqual({ ok: false, reason: 'too-many' });
		expect(await mails()).toHaveLength(20);
		const other = await makePerson(held.db);
		expect(
			(await saveTalk(held.db, { ...form, by: other.id, content: talkContent(), now })).ok
		).toBe(true);
		expect((await send({ submit: true }, '2027-03-10T11:00:00.000Z')).ok).toBe(true);
	});
});

describe('deciding', () => {
	test('an accepted talk’s speakers are all told, each in their language, with the note', async () => {
		const edition = await open();
		const organiser = await makeOrganiser(held.db);
		const author = await makePerson(held.db, { email: 'a@school.example', language: 'lv' });
		const other = await makePerson(held.db, { email: 'b@schule.example', language: 'en' });
		const unreachable = await makePerson(held.db, { email: null });
		const talk = await makeTalk(held.db, {
			editionId: edition.id,
			state: 'submitted',
			speakers: [author.id, other.id, unreachable.id]
		});

		expect(
			await acceptTalk(held.db, { talkId: talk.id, note: 'With joy.', by: organiser.id, now })
		).toEqual({ ok: true, value: undefined });

		const decided = await findTalk(held.db, talk.id);
		expect(decided?.state).toBe('accepted');
		expect(decided?.steps.at(-1)).toEqual({
			id: expect.any(String),
			number: 2,
			step: 'accepted',
			note: 'With joy.',
			by: { id: organiser.id, name: organiser.name },
			at: now
		});
		expect(await mails()).toEqual([
			{ kind: 'talk-accepted', toAddress: 'a@school.example', language: 'lv' },
			{ kind: 'talk-accepted', toAddress: 'b@schule.example', language: 'en' }
		]);
	});

	test('a draft, a withdrawn talk and one that is not there cannot be accepted or declined', async () => {
		const edition = await open();
		const by = (await makeOrganiser(held.db)).id;
		const draft = await makeTalk(held.db, { editionId: edition.id, state: 'draft' });
		const withdrawn = await makeTalk(held.db, { editionId: edition.id, state: 'withdrawn' });

		for (const decide of [acceptTalk, declineTalk]) {
			for (const { id } of [draft, withdrawn]) {
				expect(await decide(held.db, { talkId: id, note: '', by, now })).toEqual({
					ok: false,
					reason: 'impossible'
				});
			}
			expect(await decide(held.db, { talkId: newId(), note: '', by, now })).toEqual({
				ok: false,
				reason: 'unknown'
			});
		}
		expect(await mails()).toEqual([]);
	});

	test('a mind that changed before the mail left sends only the last word', async () => {
		const edition = await open();
		const by = (await makeOrganiser(held.db)).id;
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'submitted' });

		await declineTalk(held.db, { talkId: talk.id, note: '', by, now });
		await acceptTalk(held.db, { talkId: talk.id, note: '', by, now });

		const kept = await held.db.selectFrom('mail').select(['kind', 'state']).orderBy('id').execute();
		expect(kept).toEqual([
			{ kind: 'talk-declined', state: 'superseded' },
			{ kind: 'talk-accepted', state: 'queued' }
		]);
	});

	test('of a yes and a no to the same page, one is a decision and is mailed, however many are sent', async () => {
		const edition = await open();
		const by = (await makeOrganiser(held.db)).id;
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'submitted' });
		const decision = { talkId: talk.id, note: '', seen: seenOf(talk), by, now };

		const outcomes = await Promise.all(
			Array.from({ length: 8 }, (_, at) =>
				at % 2 === 0 ? acceptTalk(held.db, decision) : declineTalk(held.db, decision)
			)
		);

		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect((await getTalk(held.db, talk.id)).steps).toHaveLength(2);
		expect(await mails()).toHaveLength(1);
	});

	test('is refused when the author changed what was read', async () => {
		const edition = await open();
		const by = (await makeOrganiser(held.db)).id;
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'submitted' });
		await saveTalk(held.db, {
			talkId: talk.id,
			editionId: edition.id,
			revision: 1,
			content: talkContent({ title: 'Something else' }),
			by: talk.speakers[0]?.personId ?? '',
			now
		});
		const decide = (seen: string) =>
			acceptTalk(held.db, { talkId: talk.id, note: '', seen, by, now });

		expect(await decide(seenOf(talk))).toEqual({ ok: false, reason: 'changed-meanwhile' });
		expect(await decide(seenOf(await getTalk(held.db, talk.id)))).toEqual({
			ok: true,
			value: undefined
		});
	});

	test('of two organisers at the same moment, one decides', async () => {
		const edition = await open();
		const by = (await makeOrganiser(held.db)).id;
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'submitted' });

		const outcomes = await Promise.all(
			Array.from({ length: 4 }, () => acceptTalk(held.db, { talkId: talk.id, note: '', by, now }))
		);

		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect((await findTalk(held.db, talk.id))?.steps.map(({ step }) => step)).toEqual([
			'submitted',
			'accepted'
		]);
	});
});

describe('after the decision', () => {
	test('any speaker confirms, nobody else, and only what was accepted', async () => {
		const edition = await open();
		const [author, coSpeaker, stranger] = await Promise.all(
			[1, 2, 3].map(() => makePerson(held.db))
		);
		if (!author || !coSpeaker || !stranger) throw new Error('nobody there');
		const speakers = [author.id, coSpeaker.id];
		const accepted = await makeTalk(held.db, {
			editionId: edition.id,
			state: 'accepted',
			speakers
		});
		const submitted = await makeTalk(held.db, {
			editionId: edition.id,
			state: 'submitted',
			speakers
		});

		expect(await confirmTalk(held.db, { talkId: accepted.id, by: stranger.id, now })).toEqual({
			ok: false,
			reason: 'unknown'
		});
		expect(await confirmTalk(held.db, { talkId: submitted.id, by: author.id, now })).toEqual({
			ok: false,
			reason: 'impossible'
		});
		expect(await confirmTalk(held.db, { talkId: accepted.id, by: coSpeaker.id, now })).toEqual({
			ok: true,
			value: undefined
		});
		expect((await findTalk(held.db, accepted.id))?.state).toBe('confirmed');
	});

	test('an author withdraws, and nobody is told by mail', async () => {
		const edition = await open();
		const talk = await makeTalk(held.db, { editionId: edition.id, state: 'confirmed' });

		await withdrawTalk(held.db, { talkId: talk.id, by: talk.speakers[0]?.personId ?? '', now });

		expect((await findTalk(held.db, talk.id))?.state).toBe('withdrawn');
		expect(await mails()).toEqual([]);
	});

	test('an organiser withdraws a talk for its author, and every speaker is told, once', async () => {
		const edition = await open();
		const by = (await makeOrganiser(held.db)).id;
		const speakers = [
			await makePerson(held.db, { email: 'anna@school.example' }),
			await makePerson(held.db, { email: 'jana@school.example' })
		];
		const talk = await makeTalk(held.db, {
			editionId: edition.id,
			state: 'confirmed',
			speakers: speakers.map(({ id }) => id)
		});
		const decision = { talkId: talk.id, note: 'Ill, by phone.', seen: seenOf(talk), by, now };

		expect(await withdrawOnBehalf(held.db, decision)).toEqual({ ok: true, value: undefined });
		expect(await withdrawOnBehalf(held.db, decision)).toEqual({ ok: false, reason: 'impossible' });

		const withdrawn = await getTalk(held.db, talk.id);
		expect([withdrawn.state, withdrawn.steps.at(-1)?.note]).toEqual([
			'withdrawn',
			'Ill, by phone.'
		]);
		expect(await mails()).toEqual([
			{ kind: 'talk-withdrawn', toAddress: 'anna@school.example', language: 'en' },
			{ kind: 'talk-withdrawn', toAddress: 'jana@school.example', language: 'en' }
		]);
	});

	test('what a clock behind ours writes still counts after what was there', async () => {
		const edition = await open();
		const by = (await makeOrganiser(held.db)).id;
		const talk = await makeTalk(held.db, { editionId: edition.id });
		await submit(talk);

		await acceptTalk(held.db, { talkId: talk.id, note: '', by, now: '2027-03-10T09:59:59.000Z' });

		expect((await findTalk(held.db, talk.id))?.state).toBe('accepted');
	});

	test('the last word holds, also when the clock was set back an hour before it', async () => {
		const edition = await open();
		const by = (await makeOrganiser(held.db)).id;
		const talk = await makeTalk(held.db, { editionId: edition.id });
		await submit(talk, '2027-03-10T09:30:00.000Z');
		const decision = { talkId: talk.id, note: '', by };

		await acceptTalk(held.db, { ...decision, now: '2027-03-10T10:00:00.000Z' });
		await declineTalk(held.db, { ...decision, now: '2027-03-10T09:00:00.000Z' });

		const declined = await getTalk(held.db, talk.id);
		expect(declined.state).toBe('declined');
		expect(declined.steps.map(({ number, step, at }) => [number, step, at])).toEqual([
			[1, 'submitted', '2027-03-10T09:30:00.000Z'],
			[2, 'accepted', '2027-03-10T10:00:00.000Z'],
			[3, 'declined', '2027-03-10T09:00:00.000Z']
		]);
		const author = talk.speakers[0]?.personId ?? '';
		await withdrawTalk(held.db, { talkId: talk.id, by: author, now: '2027-03-10T08:00:00.000Z' });
		expect((await getTalk(held.db, talk.id)).state).toBe('withdrawn');
		expect((await listTalks(held.db, edition.id)).map(({ state }) => state)).toEqual(['withdrawn']);
	});
});

describe('lists', () => {
	test('a person sees their own and those they speak in, of every edition, the newest first', async () => {
		const [first, second] = [await open(), await open()];
		const me = await makePerson(held.db);
		const other = await makePerson(held.db);
		const mine = await makeTalk(held.db, { editionId: first.id, speakers: [me.id] });
		const shared = await makeTalk(held.db, { editionId: second.id, speakers: [other.id, me.id] });
		await makeTalk(held.db, { editionId: first.id, speakers: [other.id] });

		expect((await listTalksOf(held.db, me.id)).map(({ id }) => id)).toEqual([shared.id, mine.id]);
	});

	test('an edition’s list holds its own talks only, and costs the same however long it is', async () => {
		const [edition, other] = [await open(), await open()];
		await makeTalk(held.db, { editionId: other.id });
		const first = await makeTalk(held.db, { editionId: edition.id, state: 'confirmed' });
		const few = await countQueries(held.db, (db) => listTalks(db, edition.id));
		const second = await makeTalk(held.db, { editionId: edition.id, state: 'declined' });
		const third = await makeTalk(held.db, { editionId: edition.id });
		const many = await countQueries(held.db, (db) => listTalks(db, edition.id));

		expect((await listTalks(held.db, edition.id)).map(({ id }) => id)).toEqual([
			first.id,
			second.id,
			third.id
		]);
		expect([few, many]).toEqual([3, 3]);
	});
});

/** Its author hands it in as it stands. */
function submit(talk: Talk, at = now) {
	return saveTalk(held.db, {
		talkId: talk.id,
		editionId: talk.editionId,
		revision: talk.revision,
		content: contentOf(talk),
		submit: true,
		by: talk.speakers[0]?.personId ?? '',
		now: at
	});
}

function mails() {
	return held.db
		.selectFrom('mail')
		.select(['kind', 'toAddress', 'language'])
		.orderBy('toAddress')
		.execute();
}

describe('what organisers may read', () => {
	test('a draft’s title stands nowhere before it is handed in', async () => {
		const edition = await open();
		const author = await makePerson(held.db);
		const talkId = newId();
		const form = { talkId, editionId: edition.id, by: author.id, now };
		await saveTalk(held.db, { ...form, revision: 0, content: talkContent({ title: 'Secret' }) });
		await withdrawTalk(held.db, { talkId, by: author.id, now });
		expect(wasHandedIn(await getTalk(held.db, talkId))).toBe(false);
		const written = async () => JSON.stringify(await listRecorded(held.db));
		expect(await written()).not.toContain('Secret');

		await submit(await getTalk(held.db, talkId));
		expect(wasHandedIn(await getTalk(held.db, talkId))).toBe(true);
		expect(await written()).toContain('Secret');
	});
});
