import type { CertificateTable } from '#lib/db/schema/certificates.ts';
import type { Reader } from '#lib/db/transaction.ts';
import type { Certificate } from './certificate.ts';
import { frozenContent } from './frozen-content.ts';

const certificateColumns = [
	'id',
	'editionId',
	'guestId',
	'code',
	'content',
	'issuedAt',
	'revokedAt',
	'revokedReason'
] as const;

type CertificateRow = Pick<CertificateTable, (typeof certificateColumns)[number]>;

function certificateFrom(row: CertificateRow): Certificate {
	return { ...row, content: frozenContent.read(row.content) };
}

/** Every certificate of an edition, revoked ones too, in the order of issue. */
export async function listCertificates(db: Reader, editionId: string): Promise<Certificate[]> {
	const rows = await db
		.selectFrom('certificate')
		.select(certificateColumns)
		.where('editionId', '=', editionId)
		.orderBy('issuedAt')
		.orderBy('id')
		.execute();
	return rows.map(certificateFrom);
}

export async function findCertificate(db: Reader, id: string): Promise<Certificate | undefined> {
	const row = await db
		.selectFrom('certificate')
		.select(certificateColumns)
		.where('id', '=', id)
		.executeTakeFirst();
	return row && certificateFrom(row);
}

/** `code` in the form it was made: see `normalizeCode`. `replaced`: revoked, and its holder has a newer one that holds. */
export async function findCertificateByCode(
	db: Reader,
	code: string
): Promise<(Certificate & { replaced: boolean }) | undefined> {
	const row = await db
		.selectFrom('certificate')
		.select(certificateColumns)
		.where('code', '=', code)
		.executeTakeFirst();
	if (!row) return undefined;
	const newer = await db
		.selectFrom('certificate')
		.select('id')
		.where('guestId', '=', row.guestId)
		.where('id', '!=', row.id)
		.where('revokedAt', 'is', null)
		.executeTakeFirst();
	return { ...certificateFrom(row), replaced: row.revokedAt !== null && newer !== undefined };
}
