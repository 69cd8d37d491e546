import type { Reader } from '#lib/db/transaction.ts';
import { pageOfRows, type Paging } from '#lib/platform/paging.ts';
import { fold } from '#lib/platform/text.ts';
import { mailStatesByKey, type MailStateOfOne } from '#lib/mail/queries.server.ts';
import { listGuestsByIds } from '#lib/guests/queries.server.ts';
import { mailKeyOf, type Certificate } from './certificate.ts';
import { listEarned, type Earned } from './earned.server.ts';
import { partIn } from './print-parts.ts';
import { listCertificates } from './queries.server.ts';
import {
	matches,
	recipientFilters,
	certificateStateOf,
	type CertificateDelivery,
	type Recipient,
	type RecipientFilter
} from './recipient.ts';

export { listEarned } from './earned.server.ts';

export interface RecipientPage extends Paging {
	recipients: Recipient[];
	/** The one asked for by `guestId`, on whatever page. */
	chosen: Recipient | undefined;
	/** How many lines each filter would show. */
	counts: Record<RecipientFilter, number>;
}

/**
 * Everybody who was there, in the order of the guest list, then who else holds a certificate; and what happened to
 * each mail. The number of queries does not depend on the number of guests.
 */
export async function listRecipients(
	db: Reader,
	{
		editionId,
		filter = 'all',
		search = '',
		page = 1,
		guestId
	}: {
		editionId: string;
		filter?: RecipientFilter;
		search?: string;
		page?: number;
		guestId?: string | null;
	}
): Promise<RecipientPage> {
	const all = await readRecipients(db, editionId);
	const words = fold(search).split(' ').filter(Boolean);
	const shown = all.filter((recipient) => matches(recipient, filter));
	const found = words.length > 0 ? shown.filter((recipient) => isNamed(recipient, words)) : shown;
	const { rows: recipients, ...paging } = pageOfRows(found, page);
	return {
		recipients,
		chosen: all.find((recipient) => recipient.guestId === guestId),
		counts: Object.fromEntries(
			recipientFilters.map((filter) => [filter, all.filter((one) => matches(one, filter)).length])
		) as Record<RecipientFilter, number>,
		...paging
	};
}

/** How many certificates hold, and how many people were there and have none, also because their name cannot be printed. */
export async function countCertificates(
	db: Reader,
	editionId: string
): Promise<{ issued: number; due: number }> {
	const all = await readRecipients(db, editionId);
	return {
		issued: all.filter(({ delivery }) => delivery !== undefined).length,
		due: all.filter(({ state }) => state === 'due' || state === 'unnamed').length
	};
}

function isNamed({ name, organisation, email }: Recipient, words: string[]): boolean {
	const text = fold(`${name} ${organisation} ${email ?? ''}`);
	return words.every((word) => text.includes(word));
}

/**
 * Certificates that hold, for printing, in the order of the list: all of them, or those that were not mailed. `part`
 * counts from 1.
 */
export async function listForPrint(
	db: Reader,
	{ editionId, of, part }: { editionId: string; of: 'all' | 'paper'; part: number }
): Promise<Certificate[]> {
	const [recipients, certificates] = [
		await readRecipients(db, editionId),
		await listCertificates(db, editionId)
	];
	const byId = new Map(certificates.map((certificate) => [certificate.id, certificate]));
	const chosen = recipients
		.filter(({ delivery }) => delivery !== undefined && (of === 'all' || delivery === 'paper'))
		.flatMap(({ certificate }) => byId.get(certificate?.id ?? '') ?? []);
	return partIn(chosen, part);
}

async function readRecipients(db: Reader, editionId: string): Promise<Recipient[]> {
	const [earned, certificates, mails] = await Promise.all([
		listEarned(db, { editionId, by: null }),
		listCertificates(db, editionId),
		mailStatesByKey(db, { editionId, kind: 'certificate' })
	]);
	const latest = new Map<string, Certificate>();
	for (const certificate of certificates) {
		const { guestId, revokedAt } = certificate;
		if (revokedAt === null || latest.get(guestId)?.revokedAt !== null) {
			latest.set(guestId, certificate);
		}
	}
	const there = new Set(earned.map(({ guest }) => guest.id));
	const gone = [...latest.keys()].filter((guestId) => !there.has(guestId));
	const others = await listGuestsByIds(db, gone);
	return [
		...earned.map((one) => recipientFrom(one.guest, one, latest.get(one.guest.id), mails)),
		...others.map((guest) => recipientFrom(guest, undefined, latest.get(guest.id), mails))
	];
}

function recipientFrom(
	{ id: guestId, person }: Earned['guest'],
	earned: Earned | undefined,
	certificate: Certificate | undefined,
	mails: Map<string, MailStateOfOne>
): Recipient {
	const content = certificate?.content ?? earned?.content;
	const mail = certificate && mails.get(mailKeyOf(certificate.id));
	return {
		guestId,
		name: content?.name ?? person.name,
		organisation: person.organisation?.name ?? '',
		email: person.email,
		daysOn: content?.daysOn ?? [],
		minutes: content?.minutes ?? 0,
		talks: content?.talks.map(({ title }) => title) ?? [],
		state: certificateStateOf(earned, certificate),
		problem: earned?.problem,
		certificate: certificate && {
			id: certificate.id,
			code: certificate.code,
			issuedAt: certificate.issuedAt,
			revokedAt: certificate.revokedAt,
			revokedReason: certificate.revokedReason
		},
		delivery: certificate?.revokedAt === null ? deliveryOf(mail) : undefined,
		mailId: mail?.mailId
	};
}

function deliveryOf(mail: MailStateOfOne | undefined): CertificateDelivery {
	if (!mail || mail.state === 'superseded') return 'paper';
	if (mail.state === 'queued') return mail.attempt > 0 ? 'retrying' : 'queued';
	return mail.state;
}
