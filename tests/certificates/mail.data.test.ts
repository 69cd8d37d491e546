import { beforeEach, describe, expect, it } from 'vitest';
import { certificateMail } from '#lib/certificates/certificate-mail.server.ts';
import { revokeCertificate } from '#lib/certificates/commands.server.ts';
import type { GuestTable } from '#lib/db/schema/guests.ts';
import type { MailContext } from '#lib/mail/template.server.ts';
import type { Language } from '#lib/platform/languages.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import { loadTranslate } from '#messages/load.ts';
import { useDatabase } from '../database.ts';
import {
	makeAnswer,
	makeCertificate,
	makeEdition,
	makeGuest,
	makeOrganiser
} from '../factories.ts';

const held = useDatabase();
let anna: GuestTable;

beforeEach(async () => {
	const edition = await makeEdition(held.db);
	anna = await makeGuest(held.db, { editionId: edition.id, person: { name: 'Anna Bērziņa' } });
});

async function compose(certificateId: string, language: Language = 'en') {
	const context: MailContext = {
		db: held.db,
		origin: 'https://conference.school.example',
		from: { name: 'Saiets', address: 'conference@school.example' },
		tokens: new Tokens('a secret of this test that is long enough'),
		t: await loadTranslate(language),
		language
	};
	const to = { address: 'anna@school.example', name: 'Anna', personId: anna.personId };
	return certificateMail.compose(context, { certificateId }, to);
}

describe('the mail with a certificate', () => {
	it('brings the PDF and says where anybody can check it', async () => {
		const { id, code } = await makeCertificate(held.db, { guest: anna });
		const mail = await compose(id);
		expect(mail?.subject).toBe('Your certificate: Evaluation conference');
		expect(mail?.text.startsWith('Hello,\n\nThank you for being part of Evaluation')).toBe(true);
		expect(mail?.text.endsWith('\n\nA question? Simply reply to this mail: people read it.')).toBe(
			true
		);
		expect(mail?.text).toContain(`https://conference.school.example/certificate/${code}`);
		expect(mail?.html).toContain(`href="https://conference.school.example/certificate/${code}"`);
		expect(mail?.attachments?.map(({ filename, contentType }) => [filename, contentType])).toEqual([
			[`certificate-${code}.pdf`, 'application/pdf']
		]);
		expect(mail?.attachments?.[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
		expect(mail?.calendar).toBeUndefined();
	});

	it('is the same at every try, byte for byte, whatever changed since', async () => {
		const { id } = await makeCertificate(held.db, { guest: anna });
		const once = await compose(id);
		await makeAnswer(held.db, { guestId: anna.id, certificateName: 'Anna Liepa' });
		const again = await compose(id);
		expect(once?.html).toBe(again?.html);
		expect(
			once?.attachments?.[0]?.content.equals(again?.attachments?.[0]?.content ?? Buffer.of())
		).toBe(true);
	});

	it('speaks Latvian to who reads Latvian', async () => {
		await makeAnswer(held.db, { guestId: anna.id, language: 'lv' });
		const { id, code } = await makeCertificate(held.db, { guest: anna });
		const mail = await compose(id, 'lv');
		expect(mail?.subject).toBe('Jūsu apliecība: Izvērtēšanas konference');
		expect(mail?.attachments?.[0]?.filename).toBe(`aplieciba-${code}.pdf`);
	});

	it('is not sent once the certificate was taken back, or never was', async () => {
		const { id } = await makeCertificate(held.db, { guest: anna });
		const { id: by } = await makeOrganiser(held.db);
		const now = '2027-05-25T09:00:00.000Z';
		await revokeCertificate(held.db, {
			editionId: anna.editionId,
			certificateId: id,
			reason: 'Not there',
			by,
			now
		});
		expect(await compose(id)).toBeUndefined();
		expect(await compose('none')).toBeUndefined();
	});
});
