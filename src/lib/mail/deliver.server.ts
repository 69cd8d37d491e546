import { instantNow, later, type Instant } from '#lib/platform/clock.ts';
import { FrozenError } from '#lib/platform/frozen.ts';
import { describeError, log } from '#lib/platform/log.server.ts';
import type { ClaimedMail } from './claim.server.ts';
import { composeMails, messageOf, type Composer } from './compose.server.ts';
import { judge, withoutAddresses, type Failure } from './failure.ts';
import { isMadeUp } from './made-up-address.ts';
import { ownReasons } from './outbox.ts';
import type { DeliveryResult } from './delivery-results.server.ts';
import { mostTries, pauseAfter } from './pace.ts';
import { isSendable } from './sendable.ts';
import type { MailContent } from './template.server.ts';
import type { MailTransport } from './transport.server.ts';

/** One attempt to deliver one mail. `failure` is what went wrong on the way out, for whoever watches the account. */
export interface DeliveryAttempt {
	result: DeliveryResult;
	failure?: Failure;
}

/** A mail that can be handed over. */
export interface PreparedMail {
	mail: ClaimedMail;
	content: MailContent;
}

/** Gives claimed mails their words, all at once; those that need not or cannot be sent come back as results. */
export async function prepareMails(
	composer: Composer,
	transport: MailTransport,
	mails: ClaimedMail[]
): Promise<{ ready: PreparedMail[]; results: DeliveryResult[] }> {
	const results: DeliveryResult[] = [];
	const wanted = mails.filter((mail) => {
		const result = resultUnsent(mail, transport);
		if (result) results.push(result);
		return !result;
	});
	const ready: PreparedMail[] = [];
	for (const { mail, content, error } of await composeMails(composer, wanted)) {
		if (content) ready.push({ mail, content });
		else if (error === undefined) results.push(ended(mail, 'superseded'));
		else results.push(uncomposed(mail, error));
	}
	return { ready, results };
}

function resultUnsent(mail: ClaimedMail, { staysHere }: MailTransport): DeliveryResult | undefined {
	if (mail.dropped === 'superseded') return ended(mail, 'superseded');
	if (mail.dropped === 'suppressed') return refusedBecause(mail, ownReasons.suppressed);
	if (!isSendable(mail.toAddress)) return refusedBecause(mail, ownReasons.unsendable);
	if (!staysHere && isMadeUp(mail.toAddress)) return refusedBecause(mail, ownReasons.madeUp);
	return undefined;
}

function uncomposed(mail: ClaimedMail, error: unknown): DeliveryResult {
	const { kind } = describeError(error);
	log.error({ mail: mail.id, template: mail.kind, ...describeError(error) }, 'mail not composed');
	// Trying again mends nothing here; a version from another release is left to the processes that know it.
	if (error instanceof FrozenError && error.code === 'damaged') {
		return refusedBecause(mail, ownReasons.unreadable);
	}
	return again(mail, 'deferred', withoutAddresses(`template: ${kind}`));
}

/** Hands a mail over, or says why not; never throws. `deadline`: milliseconds for all of it. */
export async function deliverMail(
	composer: Composer,
	transport: MailTransport,
	{ mail, content }: PreparedMail,
	deadline: number
): Promise<DeliveryAttempt> {
	const giveUp = new AbortController();
	const timer = setTimeout(() => giveUp.abort(), deadline);
	try {
		await transport.send(messageOf(mail, content, composer.config), mail, giveUp.signal);
		const tried = { result: 'sent', detail: '' } as const;
		return { result: { ...ended(mail, 'sent', content.subject), tried } };
	} catch (error) {
		const failure = judge(error);
		return { result: failed(mail, failure, content.subject), failure };
	} finally {
		clearTimeout(timer);
	}
}

function failed(mail: ClaimedMail, failure: Failure, subject: string): DeliveryResult {
	const { detail } = failure;
	switch (failure.kind) {
		case 'recipient': {
			const result = refusedBecause(mail, detail, subject);
			return failure.suppress ? { ...result, suppress: detail } : result;
		}
		case 'account': {
			const at = instantNow();
			return {
				mail,
				state: 'queued',
				tried: { result: 'account', detail },
				subject,
				at,
				dueAt: at
			};
		}
		case 'content':
			// Three times is enough to know that it is this mail.
			return mail.attempt >= 3
				? refusedBecause(mail, detail, subject)
				: again(mail, 'deferred', detail, subject);
		default:
			return again(mail, 'deferred', detail, subject);
	}
}

function ended(mail: ClaimedMail, state: 'sent' | 'superseded', subject = ''): DeliveryResult {
	return { mail, state, subject, at: instantNow() };
}

function refusedBecause(mail: ClaimedMail, detail: string, subject = ''): DeliveryResult {
	return {
		mail,
		state: 'failed',
		tried: { result: 'refused', detail },
		subject,
		at: instantNow()
	};
}

function again(
	mail: ClaimedMail,
	result: 'deferred',
	detail: string,
	subject = ''
): DeliveryResult {
	const at: Instant = instantNow();
	const tried = { result, detail };
	return mail.attempt >= mostTries
		? { mail, state: 'failed', tried, subject, at }
		: { mail, state: 'queued', tried, subject, at, dueAt: later(at, pauseAfter(mail.attempt)) };
}

/** A mail given back untried, for anyone to take. */
export function givenBack(mail: ClaimedMail): DeliveryResult {
	const at = instantNow();
	return { mail, state: 'queued', subject: '', at, dueAt: mail.queuedAt, released: true };
}
