import { describe, expect, it } from 'vitest';
import { removeGuest, renewLink } from '#lib/guests/commands.server.ts';
import { openLink, type LinkPurpose } from '#lib/guests/link.server.ts';
import { newId } from '#lib/platform/ids.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition, makeGuest, makeOrganiser, now } from '../factories.ts';

const held = useDatabase();
const tokens = new Tokens('a secret of at least thirty-two characters');

describe('a guest’s link', () => {
	async function guestWithLink() {
		const { id: editionId } = await makeEdition(held.db);
		const { id: by } = await makeOrganiser(held.db);
		const guest = await makeGuest(held.db, { editionId });
		const open = (token: string, ...purposes: LinkPurpose[]) =>
			openLink(held.db, tokens, { purposes: purposes.length > 0 ? purposes : ['rsvp'], token });
		return { guest, by, open, token: tokens.issue('rsvp', guest.id, 1) };
	}

	it('opens their own page', async () => {
		const { guest, open, token } = await guestWithLink();
		expect(await open(token)).toMatchObject({ ok: true, value: { id: guest.id } });
	});

	it('that is wrong, foreign, of another purpose or of nobody opens nothing', async () => {
		const { guest, open, token } = await guestWithLink();
		const foreign = new Tokens('another secret of at least thirty-two');
		for (const wrong of [
			'',
			'abc',
			`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
			foreign.issue('rsvp', guest.id, 1),
			tokens.issue('unsubscribe', guest.id, 1),
			tokens.issue('rsvp', newId(), 1)
		]) {
			expect(await open(wrong)).toEqual({ ok: false, reason: 'unknown' });
		}
		expect(await open(token, 'unsubscribe')).toEqual({ ok: false, reason: 'unknown' });
		expect(await open(token, 'unsubscribe', 'rsvp')).toMatchObject({ ok: true });
	});

	it('ends when it is renewed, and a new one opens', async () => {
		const { guest, by, open, token } = await guestWithLink();
		await renewLink(held.db, { guestId: guest.id, by, now });
		expect(await open(token)).toEqual({ ok: false, reason: 'unknown' });
		expect(await open(tokens.issue('rsvp', guest.id, 2))).toMatchObject({ ok: true });
	});

	it('ends when they are taken off the list', async () => {
		const { guest, by, open, token } = await guestWithLink();
		await removeGuest(held.db, { guestId: guest.id, by, now });
		expect(await open(token)).toEqual({ ok: false, reason: 'ended' });
		expect(await renewLink(held.db, { guestId: guest.id, by, now })).toEqual({
			ok: false,
			reason: 'guest-missing'
		});
	});
});
