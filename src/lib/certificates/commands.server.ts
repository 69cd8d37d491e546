import { recordChange } from '#lib/changes/commands.server.ts';
import { inChunks } from '#lib/db/chunks.ts';
import type { Database } from '#lib/db/connect.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { newId } from '#lib/platform/ids.ts';
import { randomCode } from '#lib/platform/random.server.ts';
import { done, refused, type Outcome } from '#lib/platform/refusal.ts';
import { queueMails } from '#lib/mail/commands.server.ts';
import { endsAt } from '#lib/conference/edition.ts';
import { getEdition } from '#lib/conference/queries.server.ts';
import { certificateChange } from './certificate-changes.ts';
import { codeLength, mailKeyOf, type NameProblem } from './certificate.ts';
import { listEarned, type Earned } from './earned.server.ts';
import { frozenContent } from './frozen-content.ts';
import { certificateKind } from './mail-kinds.ts';
import { findCertificate, listCertificates } from './queries.server.ts';

export interface Issued {
	/** How many are new. */
	issued: number;
	/** How many of those leave by mail; the others are to be printed. */
	mailed: number;
	/** Those whose name has to be spelled otherwise first. */
	unnamed: number;
}

/**
 * Gives everybody who was there, or those of `guestIds` who were, the certificate they earned, and queues a mail to
 * each who has an address. Refused before the last day closes, unless `early`. Running it again changes nothing: who
 * holds one keeps it, and who had one taken back gets none until `reissueCertificate`.
 */
export async function issueCertificates(
	db: Database | Transaction,
	{
		editionId,
		guestIds,
		early = false,
		by,
		now
	}: {
		editionId: string;
		guestIds?: readonly string[];
		early?: boolean;
		by: string;
		now: Instant;
	}
): Promise<Outcome<Issued, 'not-over' | 'nobody-there'>> {
	return inTransaction(db, async (trx) => {
		const end = endsAt(await getEdition(trx, editionId));
		if (!early && end !== undefined && now < end) return refused('not-over');
		const earned = await listEarned(trx, { editionId, by });
		const had = new Set((await listCertificates(trx, editionId)).map(({ guestId }) => guestId));
		const chosen = guestIds && new Set(guestIds);
		const there = earned.filter(({ guest }) => !chosen || chosen.has(guest.id));
		if (there.length === 0) return refused('nobody-there');
		const due = there.filter(({ guest }) => !had.has(guest.id));
		const written = await writeCertificates(
			trx,
			due.filter(({ problem }) => !problem),
			{ by, now }
		);
		const mailed = await queueCertificates(trx, written, now);
		if (written.length > 0) {
			recordChange(trx, certificateChange, {
				verb: 'certificates.issued',
				editionId,
				subjectId: editionId,
				after: { count: written.length, mailed },
				by,
				now
			});
		}
		const unnamed = due.filter(({ problem }) => problem).length;
		return done({ issued: written.length, mailed, unnamed });
	});
}

/** Takes a certificate back: its page says so from now on, and a mail with it that has not left is not sent. */
export async function revokeCertificate(
	db: Database | Transaction,
	{
		editionId,
		certificateId,
		reason,
		by,
		now
	}: { editionId: string; certificateId: string; reason: string; by: string; now: Instant }
): Promise<Outcome<undefined, 'not-found' | 'already-revoked'>> {
	return inTransaction(db, async (trx) => {
		const certificate = await findCertificate(trx, certificateId);
		if (certificate?.editionId !== editionId) return refused('not-found');
		if (!(await takeBack(trx, { certificateId, reason, by, now }))) {
			return refused('already-revoked');
		}
		const { name } = certificate.content;
		recordChange(trx, certificateChange, {
			verb: 'certificate.revoked',
			editionId,
			subjectId: certificate.guestId,
			name,
			before: { name, code: certificate.code, valid: true },
			after: { name, code: certificate.code, valid: false, reason },
			by,
			now
		});
		return done();
	});
}

/**
 * Gives a guest a new certificate with what they earned as things stand now, and takes back the one they hold, if
 * any. Both change or neither does.
 */
export async function reissueCertificate(
	db: Database | Transaction,
	{
		editionId,
		guestId,
		reason,
		by,
		now
	}: { editionId: string; guestId: string; reason: string; by: string; now: Instant }
): Promise<Outcome<Issued, 'nobody-there' | 'changed-meanwhile' | NameProblem>> {
	return inTransaction(db, async (trx) => {
		const earned = await listEarned(trx, { editionId, by });
		const one = earned.find(({ guest }) => guest.id === guestId);
		if (!one) return refused('nobody-there');
		if (one.problem) return refused(one.problem);
		const held = (await listCertificates(trx, editionId)).find(
			(certificate) => certificate.guestId === guestId && certificate.revokedAt === null
		);
		if (held && !(await takeBack(trx, { certificateId: held.id, reason, by, now }))) {
			return refused('changed-meanwhile');
		}
		const written = await writeCertificates(trx, [one], { by, now });
		const [fresh] = written;
		if (!fresh) return refused('changed-meanwhile');
		const mailed = await queueCertificates(trx, written, now);
		recordChange(trx, certificateChange, {
			verb: 'certificate.reissued',
			editionId,
			subjectId: guestId,
			name: one.content.name,
			before: held ? { name: held.content.name, code: held.code } : null,
			after: { name: one.content.name, code: fresh.code, reason },
			by,
			now
		});
		return done({ issued: written.length, mailed, unnamed: 0 });
	});
}

interface Written {
	id: string;
	code: string;
	earned: Earned;
}

/** Writes those whose guest holds none, also when somebody else issues at the same moment. */
async function writeCertificates(
	trx: Transaction,
	due: readonly Earned[],
	{ by, now }: { by: string; now: Instant }
): Promise<Written[]> {
	const written: Written[] = [];
	for (const some of inChunks(due)) {
		const rows = some.map(({ guest, content }) => ({
			id: newId(),
			editionId: guest.editionId,
			guestId: guest.id,
			code: randomCode(codeLength),
			content: frozenContent.write(content),
			issuedAt: now,
			issuedBy: by,
			revokedAt: null,
			revokedBy: null,
			revokedReason: ''
		}));
		const kept = await trx
			.insertInto('certificate')
			.values(rows)
			.onConflict((conflict) =>
				conflict.column('guestId').where('revokedAt', 'is', null).doNothing()
			)
			.returning(['id', 'code', 'guestId'])
			.execute();
		const rowOf = new Map(kept.map(({ guestId, ...row }) => [guestId, row]));
		for (const earned of some) {
			const row = rowOf.get(earned.guest.id);
			if (row) written.push({ ...row, earned });
		}
	}
	return written;
}

/** One mail each; a walk-in without an address gets theirs on paper. */
function queueCertificates(
	trx: Transaction,
	written: readonly Written[],
	now: Instant
): Promise<number> {
	const requests = written.flatMap(({ id, earned: { guest, content } }) => {
		const { person } = guest;
		if (!person.email) return [];
		return {
			kind: certificateKind,
			editionId: guest.editionId,
			personId: person.id,
			to: { address: person.email, name: content.name },
			language: content.language,
			payload: { certificateId: id },
			dedupeKey: mailKeyOf(id),
			priority: 4 as const
		};
	});
	return queueMails(trx, requests, now);
}

/** False when it was taken back before. */
async function takeBack(
	trx: Transaction,
	{
		certificateId,
		reason,
		by,
		now
	}: { certificateId: string; reason: string; by: string; now: Instant }
): Promise<boolean> {
	const taken = await trx
		.updateTable('certificate')
		.set({ revokedAt: now, revokedBy: by, revokedReason: reason })
		.where('id', '=', certificateId)
		.where('revokedAt', 'is', null)
		.returning('id')
		.executeTakeFirst();
	return taken !== undefined;
}
