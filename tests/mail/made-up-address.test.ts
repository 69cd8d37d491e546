import { expect, it } from 'vitest';
import { isLoopback, isMadeUp } from '#lib/mail/made-up-address.ts';
import { fileTransport, smtpTransport } from '#lib/mail/transport.server.ts';

it.each([
	'anna@school.example',
	'anna@example',
	'Anna@EXAMPLE.COM',
	'anna@mail.example.org',
	'anna@example.net',
	'anna@nowhere.invalid',
	'anna@school.test',
	'anna@localhost',
	'anna@db.localhost',
	'anna@school.example.'
])('%s is made up', (address) => {
	expect(isMadeUp(address)).toBe(true);
});

it.each([
	'anna@example.lv',
	'anna@myexample.com',
	'anna@test.lv',
	'anna.test@school.lv',
	'anna@example.com.lv',
	'example@school.eu',
	'anna@contest'
])('%s can be somebody’s', (address) => {
	expect(isMadeUp(address)).toBe(false);
});

it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])(
	'%s is this machine',
	(host) => {
		expect(isLoopback(host)).toBe(true);
	}
);

it.each(['smtp.school.lv', 'localhost.school.lv', '127.school.lv', '10.0.0.1', '[::2]', ''])(
	'“%s” is another machine',
	(host) => {
		expect(isLoopback(host)).toBe(false);
	}
);

it.each([
	['smtp://localhost', true],
	['smtp://user:p%40ss@127.0.0.1:2525', true],
	['smtps://[::1]:465/', true],
	['smtp://127.0.0.1@smtp.school.lv:587', false],
	['smtps://user:password@smtp.school.lv', false]
])('mail given to %s stays here: %s', (url, stays) => {
	const transport = smtpTransport(url);
	expect(transport.staysHere).toBe(stays);
	transport.close();
});

it('mail that becomes a file stays here', () => {
	expect(fileTransport('anywhere').staysHere).toBe(true);
});
