import { madeUp } from './made-up-language.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sendInvitations } from '#lib/invitations/commands.server.ts';
import { composeMails } from '#lib/mail/compose.server.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import { mailTemplates } from '../../src/mail-templates.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeGuest, makeOrganiser, now } from '../factories.ts';

const held = useDatabase();
const composer = {
	templates: mailTemplates,
	tokens: new Tokens('a secret of at least thirty-two characters'),
	config: {
		origin: 'https://conference.school.example',
		mailFrom: { name: 'Skola', address: 'conference@school.example' }
	}
};

// When the mail leaves.
beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date'] });
	vi.setSystemTime(now);
});
afterEach(() => vi.useRealTimers());

it('a language that has joined the list is written to its guests in', async () => {
	const title = { en: 'Conference', [madeUp]: 'Qaference' };
	const edition = await makeEdition(held.db, { title, answersDueAt: '2027-05-10T20:59:00.000Z' });
	const { id: by } = await makeOrganiser(held.db);
	await makeGuest(held.db, { editionId: edition.id, person: { language: madeUp } });
	await sendInvitations(held.db, { editionId: edition.id, by, now });
	const mails = await held.db.selectFrom('mail').selectAll().execute();
	const [composed] = await composeMails({ db: held.db, ...composer }, mails);
	expect(mails.map(({ language }) => language)).toEqual([madeUp]);
	expect(composed?.content?.subject).toBe('‹Will you come? Qaference, alone 24/5/2027›');
	expect(composed?.content?.html).toContain(`<html lang="${madeUp}">`);
	expect(composed?.content?.text).toContain('‹When›: alone 24/5/2027 (0), 09:00–17:00');
	expect(composed?.content?.text).toContain('until 10/5/2027');
});
