import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;

/** In npm's place: writes down what it was asked for, and leaves what npm would. */
const npm = `
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
const [task, ...rest] = process.argv.slice(2);
if (existsSync('broken')) { console.error('npm broke'); process.exit(1); }
appendFileSync('asked', task + ' ' + rest.filter((word) => !/^-/.test(word) || word.startsWith('--include')).join(' ') + '\\n');
if (task === 'install') mkdirSync('node_modules', { recursive: true });
else { mkdirSync('build/bin', { recursive: true }); writeFileSync('build/bin/saiets.js', ''); }
`;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'saiets-prepare-'));
	for (const name of ['src', 'static', 'migrations']) mkdirSync(join(folder, name));
	for (const name of ['package-lock.json', 'svelte.config.js', 'vite.config.ts', 'src/a.ts']) {
		writeFileSync(join(folder, name), name);
	}
	writeFileSync(join(folder, 'npm.cjs'), npm);
	writeFileSync(join(folder, 'asked'), '');
	age();
});

afterEach(() => rmSync(folder, { recursive: true }));

/** As if everything had been lying there for a while. */
function age(): void {
	const before = new Date(Date.now() - 60_000);
	for (const name of ['src', 'static', 'migrations', 'src/a.ts', 'package-lock.json']) {
		utimesSync(join(folder, name), before, before);
	}
	for (const name of ['svelte.config.js', 'vite.config.ts']) {
		utimesSync(join(folder, name), before, before);
	}
}

function prepare(...parameters: string[]) {
	writeFileSync(join(folder, 'asked'), '');
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[resolve('src/bin/prepare.js'), ...parameters],
		{
			cwd: folder,
			encoding: 'utf8',
			env: { ...process.env, npm_execpath: join(folder, 'npm.cjs') }
		}
	);
	const asked = readFileSync(join(folder, 'asked'), 'utf8').split('\n').filter(Boolean);
	return { status, stdout, stderr, asked: asked.map((line) => line.trim()) };
}

describe('what runs before npm start', () => {
	it('installs what builds, too, on a fresh clone, then builds, and does neither again', () => {
		const first = prepare();
		expect(first.asked).toEqual(['install --include=dev', 'run build']);
		expect(first.stdout).toContain('Installing the packages');
		expect(prepare()).toMatchObject({ status: 0, asked: [], stdout: '' });
	});

	it('builds again when a source changed or went away', () => {
		prepare();
		const later = new Date(Date.now() + 5_000);
		utimesSync(join(folder, 'src/a.ts'), later, later);
		expect(prepare().asked).toEqual(['run build']);
		age();
		expect(prepare().asked).toEqual([]);
		rmSync(join(folder, 'src/a.ts'));
		utimesSync(join(folder, 'src'), later, later);
		expect(prepare().asked).toEqual(['run build']);
	});

	it('installs again when the lock file changed', () => {
		prepare();
		writeFileSync(join(folder, 'package-lock.json'), 'changed');
		age();
		expect(prepare().asked).toEqual(['install --include=dev']);
	});

	it('only installs when tests ask it', () => {
		expect(prepare('--install-only').asked).toEqual(['install --include=dev']);
	});

	it('stops with what npm said when npm fails, and tries again next time', () => {
		writeFileSync(join(folder, 'broken'), '');
		const failed = prepare();
		expect(failed.status).toBe(1);
		expect(failed.stdout).toContain('npm broke');
		expect(failed.stderr).toContain('failed; what it said is above.');
		rmSync(join(folder, 'broken'));
		expect(prepare().asked).toEqual(['install --include=dev', 'run build']);
	});
});
