import * as v from 'valibot';
import { expect, it } from 'vitest';
import { certificateKind } from '#lib/certificates/mail-kinds.ts';
import { calendarKind } from '#lib/invitations/mail-kinds.ts';
import { mailKind } from '#lib/mail/mail-kind.ts';
import type { MailRequest } from '#lib/mail/template.server.ts';
import { mailTemplates } from '../../src/mail-templates.server.ts';

const envelope = {
	editionId: null,
	personId: null,
	to: { address: 'anna@school.example', name: 'Anna' },
	language: 'en',
	dedupeKey: 'one',
	priority: 3
} as const;

it('a request brings what the template of its kind reads, or it does not compile', () => {
	const certificate: MailRequest = {
		...envelope,
		kind: certificateKind,
		payload: { certificateId: 'one' }
	};
	// @ts-expect-error A certificate's mail names the certificate.
	const aboutGuest: MailRequest = {
		...envelope,
		kind: certificateKind,
		payload: { guestId: 'one' }
	};
	// @ts-expect-error Nothing else is stored with it, such as a token.
	const more: MailRequest = { ...certificate, payload: { certificateId: 'one', token: 'secret' } };
	expect([certificate, aboutGuest, more].map(({ kind }) => kind.name)).toEqual([
		'certificate',
		'certificate',
		'certificate'
	]);
});

it('a kind without a template cannot be queued: it does not compile', () => {
	const unheardOf = mailKind('unheard-of', v.object({ guestId: v.string() }));
	// @ts-expect-error No template composes it.
	const request: MailRequest = { ...envelope, kind: unheardOf, payload: { guestId: 'one' } };
	const kinds: string[] = mailTemplates.map(({ kind }) => kind.name);
	expect(kinds).not.toContain(request.kind.name);
});

it('each kind of mail has one template', () => {
	const kinds = mailTemplates.map(({ kind }) => kind.name);
	expect(new Set(kinds).size).toBe(kinds.length);
});

it('a payload is stored with its version, and without fields that nobody declared', () => {
	const payload = { guestId: 'one', subject: 'day:2027-05-24', sequence: 0 };
	const changed = { ...payload, change: 'new', answered: false, tickets: true } as const;
	const text = calendarKind.payload.write({ ...changed, ...{ token: 'secret' } });
	expect(text).toBe(
		'{"version":1,"guestId":"one","subject":"day:2027-05-24","sequence":0,"change":"new","answered":false,"tickets":true}'
	);
	expect(calendarKind.payload.read(text)).toEqual(changed);
});
