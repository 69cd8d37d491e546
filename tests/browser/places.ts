import SQLite from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokens } from '#lib/platform/tokens.server.ts';
import type { RunningApp } from './app.ts';

/** What fills the brackets of a route: one example of each, out of the running sample conference. */
export type Example = Record<string, string>;

/** Reads examples from the sample's own SQLite file and key file, beside the running server. */
export function findExamples(app: RunningApp): Example & { guestEmail: string } {
	const db = new SQLite(join(app.dataDir, 'saiets.sqlite'), { readonly: true });
	const secret = readFileSync(join(app.dataDir, 'secret.key'), 'utf8').trim();
	const one = (query: string) => String(db.prepare(query).pluck().get());
	const guestId = one(
		`select guest.id from guest join answer on answer.guest_id = guest.id where answer.answer = 'yes' order by guest.id limit 1`
	);
	const found = {
		edition: one('select slug from edition'),
		talk: one(`select talk_id from talk_step where step = 'submitted' order by id desc limit 1`),
		guest: guestId,
		guestEmail: one(
			`select email from person join guest on guest.person_id = person.id where guest.id = '${guestId}'`
		),
		project: one('select id from project order by id limit 1'),
		mail: one('select id from mail order by id limit 1'),
		certificate: one(`select coalesce((select code from certificate limit 1), 'AAAABBBBCCCCDDDD')`),
		token: new Tokens(secret).issue('rsvp', guestId, 1)
	};
	db.close();
	return found;
}
