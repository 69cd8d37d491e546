import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '#lib/platform/config.server.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'saiets-config-'));
const read = (environment: Record<string, string>) =>
	readConfig({ DATA_DIR: newFolder(), ...environment });

describe('the settings', () => {
	it('have defaults that suit one school on one machine', () => {
		const dataDir = newFolder();
		const config = readConfig({ DATA_DIR: dataDir });
		expect(config).toEqual({
			port: 3000,
			host: '0.0.0.0',
			origin: 'http://localhost:3000',
			dataDir,
			database: join(dataDir, 'saiets.sqlite'),
			smtpUrl: undefined,
			mailFrom: { name: 'Saiets', address: 'conference@school.example' },
			secretKey: readFileSync(join(dataDir, 'secret.key'), 'utf8')
		});
	});

	it('make a key that only the owner can read, and keep it', () => {
		const dataDir = newFolder();
		const first = readConfig({ DATA_DIR: dataDir }).secretKey;
		expect(first.length).toBeGreaterThanOrEqual(64);
		expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
		expect(readConfig({ DATA_DIR: dataDir }).secretKey).toBe(first);
	});

	it('hold one key, however many processes start at once', async () => {
		const dataDir = newFolder();
		const program = `
			import { readConfig } from './src/lib/platform/config.server.ts';
			console.log(readConfig().secretKey);
		`;
		const run = promisify(execFile);
		const starts = Array.from({ length: 4 }, () =>
			run(process.execPath, ['--input-type=module', '--eval', program], {
				env: { ...process.env, DATA_DIR: dataDir }
			})
		);
		const keys = (await Promise.all(starts)).map(({ stdout }) => stdout.trim());
		expect(keys).toEqual(Array(4).fill(readFileSync(join(dataDir, 'secret.key'), 'utf8')));
	});

	it('name a sender with or without a display name', () => {
		const smtp = { SMTP_URL: 'smtp://localhost:2525' };
		expect(read({ ...smtp, MAIL_FROM: 'Saiets 2027 <konference@skola.example>' }).mailFrom).toEqual(
			{
				name: 'Saiets 2027',
				address: 'konference@skola.example'
			}
		);
		expect(read({ ...smtp, MAIL_FROM: 'konference@skola.example' }).mailFrom).toEqual({
			name: 'Saiets',
			address: 'konference@skola.example'
		});
	});

	const file = join(newFolder(), 'a-file');
	writeFileSync(file, '');
	const damaged = newFolder();
	writeFileSync(join(damaged, 'secret.key'), 'short');
	const unreadable = newFolder();
	mkdirSync(join(unreadable, 'secret.key'));
	it.each([
		[{ PORT: 'eighty' }, /^PORT must be a number/],
		[{ PORT: '70000' }, /^PORT must be a number/],
		[{ ORIGIN: 'conference.school.example' }, /^ORIGIN must look like/],
		[{ ORIGIN: 'https://conference.school.example/path' }, /^ORIGIN must look like/],
		[{ DATABASE_URL: 'mysql://localhost/saiets' }, /^DATABASE_URL must look like/],
		[{ SMTP_URL: 'localhost:25' }, /^SMTP_URL must look like/],
		[{ SMTP_URL: 'smtp://localhost' }, /^MAIL_FROM must name/],
		[{ MAIL_FROM: 'two@a.example, three@b.example' }, /^MAIL_FROM must look like/],
		[{ MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' }, /^MAIL_FROM must look like/],
		[{ SECRET_KEY: 'short' }, /^SECRET_KEY must have/],
		[{ DATA_DIR: file }, /^DATA_DIR .* cannot be made/],
		[{ DATA_DIR: damaged }, /^The key file .* is damaged: restore it\.$/],
		[{ DATA_DIR: unreadable }, /^The key file .* cannot be made or read \(EISDIR\)\.$/]
	])('that are wrong stop the start with one clear line: %o', (environment, message) => {
		const start = () => read(environment);
		expect(start).toThrow(ConfigError);
		expect(start).toThrow(message);
		expect(start).not.toThrow(/\n/);
	});
});
