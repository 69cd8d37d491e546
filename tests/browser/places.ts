import SQLite from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokens } from '#lib/platform/tokens.server.ts';
import type { RunningApp } from './app.ts';

/** What fills the brackets of a route, by the part of the path before them: one example of each. */
export type Example = Record<string, string>;

/** A route as an address, with an example for each bracket: `/talks/[id]` takes `example['talks']`. */
export function addressOf(route: string, example: Example): string {
	const parts = route.split('/');
	return parts
		.map((part, at) =>
			part.replace(
				/\[(\w+)\]/,
				(_, name: string) => example[parts[at - 1] ?? ''] ?? example[name] ?? 'none'
			)
		)
		.join('/');
}

/** Reads examples from the sample's own SQLite file and key file, beside the running server. */
export function findExamples(app: RunningApp): Example {
	const db = new SQLite(join(app.dataDir, 'saiets.sqlite'), { readonly: true });
	const secret = readFileSync(join(app.dataDir, 'secret.key'), 'utf8').trim();
	const one = (query: string) => String(db.prepare(query).pluck().get());
	const lastAnswer = `(select answer from answer where guest_id = guest.id order by at desc, id desc limit 1)`;
	const linkOf = (guestId: string) => new Tokens(secret).issue('rsvp', guestId, 1);
	const guest = one(`select guest_id from answer where answer = 'yes' order by id limit 1`);
	const found = {
		edition: one('select slug from edition order by id limit 1'),
		talks: one(
			`select talk_id from talk_speaker join person on person.id = person_id
			where email = 'janis.kalnins@ezermala.example' and position = 0`
		),
		guests: guest,
		ticket: one(`select ticket_code from guest where id = '${guest}'`),
		item: one('select id from agenda_item order by id limit 1'),
		placedTalk: one(
			'select talk_id from agenda_item where talk_id is not null order by id limit 1'
		),
		project: one('select id from project order by id limit 1'),
		mail: one('select id from mail order by id limit 1'),
		certificates: one(`select coalesce((select id from certificate limit 1), 'none')`),
		code: one(`select coalesce((select code from certificate limit 1), 'AAAABBBBCCCCDDDD')`),
		token: linkOf(guest),
		openToken: linkOf(one(`select id from guest where ${lastAnswer} is null order by id limit 1`)),
		declinedToken: linkOf(
			one(`select id from guest where ${lastAnswer} = 'no' order by id limit 1`)
		),
		stopToken: new Tokens(secret).issue('unsubscribe', guest, 1),
		forgedToken: new Tokens(`not ${secret}`).issue('rsvp', guest, 1),
		otherTeacher: one(
			`select email from person join talk_speaker on person_id = person.id
			where email <> 'janis.kalnins@ezermala.example' and position = 0 limit 1`
		)
	};
	db.close();
	return found;
}
