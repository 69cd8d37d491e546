import { afterEach, beforeEach, expect, it } from 'vitest';
import { judge, withoutAddresses, type Failure } from '#lib/mail/failure.ts';
import { smtpTransport, type MailTransport } from '#lib/mail/transport.server.ts';
import type { Mail } from '#lib/mail/claim.server.ts';
import { PostOffice, type Faults } from './post-office.ts';

let office: PostOffice;
let transport: MailTransport;
let url: string;

beforeEach(async () => {
	office = new PostOffice();
	url = await office.open();
	transport = smtpTransport(url);
});

afterEach(async () => {
	transport.close();
	await office.close();
});

const message = {
	from: 'conference@school.example',
	to: 'anna@school.example',
	subject: 'Hello',
	text: 'Hello'
};

/** What the real conversation with a server that fails so comes to. */
async function judgement(faults: Faults, by = transport) {
	office.faults = faults;
	const error = await by.send(message, {} as Mail).then(
		() => undefined,
		(reason: unknown) => reason
	);
	return error === undefined ? 'sent' : judge(error);
}

it.each<[string, Faults, Failure]>([
	[
		'an address that does not exist is not written to again',
		{ rcptTo: () => '550 5.1.1 <anna@school.example>: no such user' },
		{ kind: 'recipient', suppress: true, detail: '550 5.1.1 …: no such user' }
	],
	[
		'the same without an enhanced code',
		{ rcptTo: () => '550 no such user' },
		{ kind: 'recipient', suppress: true, detail: '550 no such user' }
	],
	[
		'a full mailbox fails this mail and not the next',
		{ rcptTo: () => '552 5.2.2 mailbox full' },
		{ kind: 'recipient', suppress: false, detail: '552 5.2.2 mailbox full' }
	],
	[
		'a refusal by policy is about us, not about the address',
		{ rcptTo: () => '550 5.7.1 relaying denied' },
		{ kind: 'content', detail: '550 5.7.1 relaying denied' }
	],
	[
		'greylisting is waited for',
		{ rcptTo: () => '451 4.7.1 greylisted, come back' },
		{ kind: 'later', detail: '451 4.7.1 greylisted, come back' }
	],
	[
		'a refused sender stops the account',
		{ mailFrom: () => '550 5.7.60 not permitted to send as this user' },
		{ kind: 'account', reason: 'sender', detail: '550 5.7.60 not permitted to send as this user' }
	],
	[
		'a server that wants a login stops the account',
		{ mailFrom: () => '530 5.7.0 authentication required' },
		{ kind: 'account', reason: 'sign-in', detail: '530 5.7.0 authentication required' }
	],
	[
		'too many mails a minute pauses them all',
		{ mailFrom: () => '450 4.2.1 sending too fast' },
		{ kind: 'unreachable', detail: '450 4.2.1 sending too fast' }
	],
	[
		'a mail refused as spam says something about the mail, at first',
		{ data: () => '554 5.7.1 spam' },
		{ kind: 'content', detail: '554 5.7.1 spam' }
	],
	[
		'a mail that is too large is given up',
		{ data: () => '552 5.3.4 too large' },
		{ kind: 'recipient', suppress: false, detail: '552 5.3.4 too large' }
	],
	[
		'a server out of disk is tried again',
		{ data: () => '452 4.3.1 out of disk' },
		{ kind: 'later', detail: '452 4.3.1 out of disk' }
	],
	[
		'a line that goes dead after the mail leaves everything open',
		{ kept: () => 'hang up' },
		{ kind: 'unreachable', detail: 'Connection closed unexpectedly' }
	],
	[
		'a server that closes for the night is tried again',
		{ data: () => '421 4.3.2 shutting down' },
		{ kind: 'unreachable', detail: '421 4.3.2 shutting down' }
	]
])('%s', async (_name, faults, failure) => {
	expect(await judgement(faults)).toEqual(failure);
});

it('a wrong password stops the account', async () => {
	const wrong = smtpTransport(url.replace('//', '//conference:wrong@'));
	expect(await judgement({ password: 'right' }, wrong)).toEqual({
		kind: 'account',
		reason: 'sign-in',
		detail: '535 5.7.8 Username and password not accepted'
	});
	wrong.close();
});

/** Reaches the post office too, but by an address that no rule takes for this machine. */
const fromAfar = (address: string, options = '') =>
	smtpTransport(`${address.replace('127.0.0.1', '0.0.0.0')}${options}`);

it('nothing is said in clear to a server elsewhere, unless the operator allows it', async () => {
	const careful = fromAfar(url);
	expect(await judgement({}, careful)).toEqual({
		kind: 'account',
		reason: 'encryption',
		detail: '500 Error: command not recognized'
	});
	expect(office.mails).toEqual([]);
	const allowed = fromAfar(url, '?ignoreTLS=true');
	expect(await judgement({}, allowed)).toBe('sent');
	expect(office.encrypted).toEqual([false]);
	careful.close();
	allowed.close();
});

it('a server elsewhere that offers encryption gets mails encrypted, when it is the one it says it is', async () => {
	const guarded = new PostOffice({ encrypts: true });
	const address = await guarded.open();
	const careful = fromAfar(address);
	expect(await judgement({}, careful)).toMatchObject({ kind: 'unreachable' });
	expect(guarded.mails).toEqual([]);
	const trusting = fromAfar(address, '?tls.rejectUnauthorized=false');
	expect(await judgement({}, trusting)).toBe('sent');
	expect(guarded.encrypted).toEqual([true]);
	careful.close();
	trusting.close();
	await guarded.close();
});

it('a server that is not there is not the fault of a mail', async () => {
	const nowhere = smtpTransport('smtp://127.0.0.1:1');
	expect(await judgement({}, nowhere)).toEqual({
		kind: 'unreachable',
		detail: 'connect ECONNREFUSED 127.0.0.1:1'
	});
	nowhere.close();
});

it('a mail that went well is no failure', async () => {
	expect(await judgement({})).toBe('sent');
});

it('what a server says is kept without addresses and links, on one line', () => {
	expect(
		withoutAddresses('550 <anna@school.example> is\r\nunknown, see https://x.example/?a=anna')
	).toBe('550 … is unknown, see …');
});
