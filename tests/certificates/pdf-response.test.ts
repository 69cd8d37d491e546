import { expect, it } from 'vitest';
import { pdfResponse } from '#lib/certificates/pdf-response.server.ts';
import { DocumentError } from '#lib/documents/typst.server.ts';
import { loadTranslate } from '#messages/load.ts';

const t = await loadTranslate('lv');

it('a certificate is shown, or kept, and by nobody on the way', async () => {
	const pdf = () => Promise.resolve(new TextEncoder().encode('%PDF-'));
	const shown = await pdfResponse(pdf(), { name: 'specimen.pdf', t });
	expect([shown.status, await shown.text(), Object.fromEntries(shown.headers)]).toEqual([
		200,
		'%PDF-',
		{
			'cache-control': 'private, no-store',
			'content-disposition': 'inline; filename="specimen.pdf"',
			'content-type': 'application/pdf'
		}
	]);
	const kept = await pdfResponse(pdf(), { name: 'a.pdf', t, disposition: 'attachment' });
	expect(kept.headers.get('content-disposition')).toBe('attachment; filename="a.pdf"');
});

it('while too many certificates are being made, words say when to try again', async () => {
	const busy = Promise.reject(new DocumentError('busy', 'two wait'));
	const answer = await pdfResponse(busy, { name: 'a.pdf', t });
	expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([
		503,
		'60',
		'Pašlaik tiek gatavotas daudzas apliecības. Lūdzu, mēģiniet vēlreiz pēc minūtes.'
	]);
});

it('any other failure stays one', async () => {
	const broken = Promise.reject(new Error('no such font'));
	await expect(pdfResponse(broken, { name: 'a.pdf', t })).rejects.toThrow('no such font');
});
