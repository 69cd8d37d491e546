import type { Adapter, DatabaseSession, Lucia } from 'lucia';
import type { Database } from '#lib/db/connect.ts';
import { inUnrecordedTransaction, type Transaction } from '#lib/db/transaction.ts';
import { languageOr } from '#lib/platform/languages.ts';
import { sha256 } from '#lib/platform/random.server.ts';
import type { SignedIn } from './person.ts';

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<Record<never, never>, { person: SignedIn }>;
		DatabaseUserAttributes: SignedIn;
	}
}

/**
 * Lucia's sessions in our `login` table. What lucia calls a session's id is the cookie's value; the table
 * only ever sees its SHA-256, so that nobody can sign in with what a backup holds.
 */
export function loginAdapter(db: Database | Transaction): Adapter {
	const write = async (work: (trx: Transaction) => Promise<unknown>): Promise<void> => {
		await inUnrecordedTransaction(db, 'the browser of a login that is recorded', work);
	};
	return {
		async setSession({ id, userId, expiresAt }) {
			await write((trx) =>
				trx
					.insertInto('login')
					.values({ id: sha256(id), personId: userId, expiresAt: expiresAt.toISOString() })
					.execute()
			);
		},

		async getSessionAndUser(id) {
			const row = await db
				.selectFrom('login')
				.innerJoin('person', 'person.id', 'login.personId')
				.leftJoin('organiser', 'organiser.personId', 'person.id')
				.where('login.id', '=', sha256(id))
				.select([
					'login.expiresAt',
					'person.id',
					'person.name',
					'person.email',
					'person.language',
					'organiser.since as organiserSince'
				])
				.executeTakeFirst();
			if (!row) return [null, null];
			const attributes = {
				id: row.id,
				name: row.name,
				email: row.email ?? '',
				language: languageOr(row.language),
				isOrganiser: row.organiserSince !== null
			};
			return [session(id, row.id, row.expiresAt), { id: row.id, attributes }];
		},

		// The cookies' values are not known any more, so these sessions are named by their hash.
		async getUserSessions(personId) {
			const rows = await db
				.selectFrom('login')
				.selectAll()
				.where('personId', '=', personId)
				.execute();
			return rows.map((row) => session(row.id, row.personId, row.expiresAt));
		},

		async updateSessionExpiration(id, expiresAt) {
			await write((trx) =>
				trx
					.updateTable('login')
					.set({ expiresAt: expiresAt.toISOString() })
					.where('id', '=', sha256(id))
					.execute()
			);
		},

		async deleteSession(id) {
			await write((trx) => trx.deleteFrom('login').where('id', '=', sha256(id)).execute());
		},

		async deleteUserSessions(personId) {
			await write((trx) => trx.deleteFrom('login').where('personId', '=', personId).execute());
		},

		async deleteExpiredSessions() {
			await write((trx) =>
				trx.deleteFrom('login').where('expiresAt', '<=', new Date().toISOString()).execute()
			);
		}
	};
}

function session(id: string, userId: string, expiresAt: string): DatabaseSession {
	return { id, userId, expiresAt: new Date(expiresAt), attributes: {} };
}
