import { recordChange } from '#lib/changes/commands.server.ts';
import type { Database } from '#lib/db/connect.ts';
import type { SignInRequestTable } from '#lib/db/schema/people.ts';
import {
	inTransaction,
	inUnrecordedTransaction,
	type Reader,
	type Transaction
} from '#lib/db/transaction.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import { day, later, type Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import type { Language } from '#lib/platform/languages.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import type { Tokens } from '#lib/platform/tokens.server.ts';
import { ensurePerson } from './commands.server.ts';
import { signInKind } from './mail-kinds.ts';
import { addOrganiser } from './organisers.server.ts';
import { loginChange } from './people-changes.ts';
import { findPersonByEmail, hasOrganiser } from './queries.server.ts';
import { localPath } from './return-to.ts';
import { signInLasts, type LinkState } from './sign-in.ts';

/**
 * Mails a sign-in link, if the address is known or strangers are welcome. The caller answers the same words either
 * way; the time it takes may differ.
 */
export async function requestSignIn(
	db: Database | Transaction,
	{
		email,
		returnTo,
		language,
		strangersWelcome,
		now
	}: {
		email: string;
		returnTo: string;
		language: Language;
		/** True while a call for talks is open: then anybody may sign in, as a teacher. */
		strangersWelcome: boolean;
		now: Instant;
	}
): Promise<void> {
	await inTransaction(db, async (trx) => {
		await clearOldRequests(trx, now);
		const expiresAt = later(now, signInLasts);
		const request = await addRequest(trx, { email, purpose: 'sign-in', returnTo, expiresAt, now });
		const person = await findPersonByEmail(trx, email);
		recordLogin(trx, { verb: 'login.requested', requestId: request.id, by: person?.id, now });
		if (!person && !strangersWelcome) return;
		await queueMails(
			trx,
			[
				{
					kind: signInKind,
					editionId: null,
					personId: person?.id ?? null,
					to: { address: email, name: person?.name ?? '' },
					language,
					payload: { requestId: request.id },
					dedupeKey: `sign-in:${request.id}`,
					priority: 0
				}
			],
			now
		);
	});
}

/** A link that signs one person in, for the command line. `lasts` in milliseconds: fifteen minutes when not said. */
export async function issueSignInLink(
	db: Database | Transaction,
	tokens: Tokens,
	{
		email,
		returnTo,
		lasts = signInLasts,
		now
	}: { email: string; returnTo: string; lasts?: number; now: Instant }
): Promise<string> {
	return inTransaction(db, async (trx) => {
		const expiresAt = later(now, lasts);
		const { id } = await addRequest(trx, { email, purpose: 'sign-in', returnTo, expiresAt, now });
		recordLogin(trx, { verb: 'login.requested', requestId: id, now });
		return linkTo(tokens, id);
	});
}

/**
 * The one-time link for the first organiser, while there is none; undefined afterwards. It holds until it is
 * used or the next one is issued.
 */
export async function issueFirstOrganiserLink(
	db: Database | Transaction,
	tokens: Tokens,
	now: Instant
): Promise<string | undefined> {
	return inUnrecordedTransaction(db, 'a start on a new database', async (trx) => {
		if (await hasOrganiser(trx)) return undefined;
		await trx
			.updateTable('signInRequest')
			.set({ expiresAt: now })
			.where('purpose', '=', 'first-organiser')
			.execute();
		const { id } = await addRequest(trx, {
			email: '',
			purpose: 'first-organiser',
			returnTo: '/organise',
			expiresAt: '9999-12-31T23:59:59.999Z',
			now
		});
		return linkTo(tokens, id);
	});
}

/** The path of the link that a request was issued for. */
export function linkTo(tokens: Tokens, requestId: string): string {
	return `/sign-in/${tokens.issue('sign-in', requestId, 1)}`;
}

export interface SignInLink {
	id: string;
	purpose: SignInRequestTable['purpose'];
	/** Empty for the first organiser, who has yet to say it. */
	email: string;
	returnTo: string;
	state: LinkState;
}

/** The meaning of a link; undefined when we never issued it. Shows, and changes nothing. */
export async function findSignInLink(
	db: Reader,
	tokens: Tokens,
	{ token, now }: { token: string; now: Instant }
): Promise<SignInLink | undefined> {
	const id = tokens.subjectOf(token);
	if (!id || !tokens.holds(token, 'sign-in', id, 1)) return undefined;
	const row = await db
		.selectFrom('signInRequest')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return undefined;
	const { purpose, email, returnTo } = row;
	const state = row.usedAt ? 'used' : row.expiresAt <= now ? 'over' : 'open';
	return { id, purpose, email, returnTo: localPath(returnTo), state };
}

type LinkRefusal = 'link-unknown' | 'link-used' | 'link-over' | 'nobody';

/**
 * Uses a link up and answers who it signs in. Of two clicks at once only one succeeds. A stranger becomes a
 * person here, when strangers are still welcome.
 */
export async function confirmSignIn(
	db: Database | Transaction,
	tokens: Tokens,
	{
		token,
		language,
		strangersWelcome,
		now
	}: { token: string; language: Language; strangersWelcome: boolean; now: Instant }
): Promise<Outcome<{ personId: string; returnTo: string }, LinkRefusal>> {
	return inTransaction(db, async (trx) => {
		const link = await openLink(trx, tokens, { token, purpose: 'sign-in', now });
		if (!link.ok) return link;
		const { email, returnTo } = link.value;
		const person = await findPersonByEmail(trx, email);
		if (!person && !strangersWelcome) return refused('nobody');
		if (!(await useUp(trx, link.value, now))) return refused('link-used');
		const { id } = person ?? (await ensurePerson(trx, { name: '', email, language, now }));
		recordLogin(trx, { verb: 'login.started', requestId: link.value.id, by: id, now });
		return done({ personId: id, returnTo });
	});
}

/** Uses up the first organiser's link: the person it makes may organise, as long as nobody else does yet. */
export async function becomeFirstOrganiser(
	db: Database | Transaction,
	tokens: Tokens,
	{
		token,
		name,
		email,
		language,
		now
	}: { token: string; name: string; email: string; language: Language; now: Instant }
): Promise<Outcome<{ personId: string; returnTo: string }, LinkRefusal>> {
	return inTransaction(db, async (trx) => {
		const link = await openLink(trx, tokens, { token, purpose: 'first-organiser', now });
		if (!link.ok) return link;
		if (await hasOrganiser(trx)) return refused('link-over');
		if (!(await useUp(trx, link.value, now))) return refused('link-used');
		await ensurePerson(trx, { name, email, language, rename: true, now });
		const { id } = await addOrganiser(trx, { name, email, language, by: null, now });
		return done({ personId: id, returnTo: link.value.returnTo });
	});
}

/** That it happened, and when: neither the link nor a stranger's address is in the log. */
function recordLogin(
	trx: Transaction,
	{
		verb,
		requestId,
		by = null,
		now
	}: {
		verb: 'login.requested' | 'login.started';
		requestId: string;
		by?: string | null | undefined;
		now: Instant;
	}
): void {
	recordChange(trx, loginChange, {
		verb,
		editionId: null,
		subjectId: requestId,
		by,
		isPart: true,
		now
	});
}

async function openLink(
	trx: Transaction,
	tokens: Tokens,
	{ token, purpose, now }: { token: string; purpose: SignInLink['purpose']; now: Instant }
): Promise<Outcome<SignInLink, LinkRefusal>> {
	const link = await findSignInLink(trx, tokens, { token, now });
	if (!link || link.purpose !== purpose) return refused('link-unknown');
	if (link.state !== 'open') return refused(link.state === 'used' ? 'link-used' : 'link-over');
	return done(link);
}

/** False when another request was faster: only one finds the link unused. */
async function useUp(trx: Transaction, link: SignInLink, now: Instant): Promise<boolean> {
	const used = await trx
		.updateTable('signInRequest')
		.set({ usedAt: now })
		.where('id', '=', link.id)
		.where('usedAt', 'is', null)
		.executeTakeFirst();
	return Number(used.numUpdatedRows) === 1;
}

async function addRequest(
	trx: Transaction,
	{
		email,
		returnTo,
		now,
		...row
	}: Pick<SignInRequestTable, 'email' | 'purpose' | 'returnTo' | 'expiresAt'> & { now: Instant }
): Promise<{ id: string }> {
	const id = newId();
	await trx
		.insertInto('signInRequest')
		.values({
			id,
			...row,
			email: email.trim().toLowerCase(),
			returnTo: localPath(returnTo),
			createdAt: now,
			usedAt: null
		})
		.execute();
	return { id };
}

// Kept for a day, so that an old link can say that it is old.
async function clearOldRequests(trx: Transaction, now: Instant): Promise<void> {
	await trx.deleteFrom('signInRequest').where('expiresAt', '<', later(now, -day)).execute();
}
