import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '#lib/db/connect.ts';
import { appliedMigration, migrate } from '#lib/db/migrate.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { rememberOrigin } from '../../src/app.server.ts';
import { withApp } from '../../src/bin/app.ts';
import { backup } from '../../src/bin/backup.ts';
import { organiser } from '../../src/bin/organiser.ts';
import { restoreFrom } from '../../src/bin/restore.ts';
import { expectFree } from '../../src/bin/serve.ts';
import { signInLink } from '../../src/bin/sign-in-link.ts';
import { work } from '../../src/bin/work.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'saiets-bin-'));
	vi.stubEnv('DATA_DIR', join(folder, 'data'));
	vi.stubEnv('DATABASE_URL', '');
	vi.stubEnv('ORIGIN', 'https://conference.school.example');
});

afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true });
});

describe('the command line', () => {
	it('lets a person organise and prints a link that signs them in', async () => {
		expect(await organiser(['add', 'Liga@School.example'])).toBe(
			'liga@school.example may organise now.'
		);
		expect(await organiser(['add', 'liga@school.example'])).toBe(
			'liga@school.example may organise already.'
		);
		expect(await signInLink(['liga@school.example'])).toMatch(
			/^https:\/\/conference\.school\.example\/sign-in\/[\w-]{64}$/
		);
	});

	it('knows where the server was last reached when ORIGIN is not set, and says so when it does not', async () => {
		await organiser(['add', 'liga@school.example']);
		vi.stubEnv('ORIGIN', '');
		const unknown = await signInLink(['liga@school.example']);
		expect(unknown.split('\n').map((line) => line.replace(/[\w-]{64}$/, '…'))).toEqual([
			'http://localhost:3000/sign-in/…',
			'No server has run here yet and ORIGIN is not set: the address before /sign-in/ may be another.'
		]);
		await expect(work()).rejects.toThrow('Set ORIGIN to the address people use');

		const served = readConfig({ ...process.env, ORIGIN: 'https://conference.school.example' });
		await withApp(rememberOrigin, served);
		expect(await signInLink(['liga@school.example'])).toMatch(
			/^https:\/\/conference\.school\.example\/sign-in\/[\w-]{64}$/
		);
		vi.stubEnv('ORIGIN', 'http://10.0.0.5:3000');
		expect(await signInLink(['liga@school.example'])).toMatch(/^http:\/\/10\.0\.0\.5:3000\//);
	});

	it('says in one line what it was not told', async () => {
		await expect(organiser([])).rejects.toThrow('Write: npm run saiets -- organiser add EMAIL');
		await expect(organiser(['add', 'liga'])).rejects.toThrow('does not look like an email address');
		await expect(signInLink(['nobody@school.example'])).rejects.toThrow('Nobody is known by');
		await expect(backup([])).rejects.toThrow('Write: npm run saiets -- backup FILE');
		await expect(restoreFrom([])).rejects.toThrow('Write: npm run saiets -- restore FILE');
		await expect(restoreFrom([join(folder, 'none')])).rejects.toThrow('There is no file');
	});

	it('moves everything to another place', async () => {
		await organiser(['add', 'liga@school.example']);
		const file = join(folder, 'backup.gz');
		expect(await backup([file])).toContain(join(folder, 'data', 'secret.key'));
		vi.stubEnv('DATA_DIR', join(folder, 'elsewhere'));
		expect(await restoreFrom([file])).toContain('rows are back');
		expect(await signInLink(['liga@school.example'])).toContain('/sign-in/');
		await expect(restoreFrom([file])).rejects.toThrow('in use already');
	});

	it('backs a database up without bringing it to another shape', async () => {
		mkdirSync(join(folder, 'data'));
		const older = connect(join(folder, 'data', 'saiets.sqlite'));
		await migrate(older, '0009-door');
		await backup([join(folder, 'backup.gz')]);
		expect(await appliedMigration(older)).toBe('0009-door');
		await older.destroy();
	});

	it('says in one line that the database cannot be reached', async () => {
		await organiser(['add', 'liga@school.example']);
		const file = join(folder, 'backup.gz');
		await backup([file]);
		const nobody = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => nobody.once('listening', resolve));
		const { port } = nobody.address() as AddressInfo;
		await new Promise((resolve) => nobody.close(resolve));
		vi.stubEnv('DATABASE_URL', `postgres://saiets@127.0.0.1:${port}/saiets`);
		const told = 'The database cannot be opened (ECONNREFUSED)';
		await expect(backup([join(folder, 'other.gz')])).rejects.toThrow(told);
		await expect(restoreFrom([file])).rejects.toThrow(told);
	});

	it('says that a port is taken', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => other.once('listening', resolve));
		const { port } = other.address() as AddressInfo;
		await expect(expectFree(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is in use.`);
		await new Promise((resolve) => other.close(resolve));
		await expectFree(port, '127.0.0.1');
	});
});
