/**
 * Runs before `npm start` and its like, on whatever Node there is (20 or newer) and before anything is installed:
 * installs when the lock file changed, builds when a source is newer than the build. Says so only when it does.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stamp = 'node_modules/.installed-from';
const built = 'build/bin/saiets.js';
const sources = [
	...['src', 'static', 'migrations'],
	...['package-lock.json', 'svelte.config.js', 'vite.config.ts']
];

const oldest = 20;
if (Number(process.versions.node.split('.')[0]) < oldest) {
	fail(`Saiets needs Node ${oldest} or newer; this is ${process.version}.`);
}

const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const installed = `${lock} ${process.platform} ${process.arch}`;
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== installed) {
	say('Installing the packages (once, about a minute) …');
	// Not `ci`, which begins by removing the Node that may be running. `--no-save` keeps the lock file as it is.
	// What builds is needed even where NODE_ENV says production.
	npm(['install', '--include=dev', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
	writeFileSync(stamp, installed);
}

if (!process.argv.includes('--install-only') && isOutdated()) {
	say('Building (once, about half a minute) …');
	npm(['run', '--silent', 'build']);
}

/** True when a source, or a folder that lost one, changed after the last build ended. */
function isOutdated() {
	if (!existsSync(built)) return true;
	const builtAt = statSync(built).mtimeMs;
	return sources.some((source) => existsSync(source) && changedAt(source) > builtAt);
}

/**
 * @param {string} path
 * @returns {number}
 */
function changedAt(path) {
	const state = statSync(path);
	if (!state.isDirectory()) return state.mtimeMs;
	const inside = readdirSync(path).map((name) => changedAt(join(path, name)));
	return Math.max(state.mtimeMs, ...inside);
}

/**
 * Runs npm quietly; what it printed is shown when it fails.
 * @param {string[]} parameters
 */
function npm(parameters) {
	const program = process.env['npm_execpath'];
	const { status, stdout, stderr } = program
		? spawnSync(process.execPath, [program, ...parameters], { encoding: 'utf8' })
		: spawnSync('npm', parameters, { encoding: 'utf8', shell: process.platform === 'win32' });
	if (status === 0) return;
	say(`${stdout ?? ''}${stderr ?? ''}`);
	fail(`"npm ${parameters.join(' ')}" failed; what it said is above.`);
}

/** @param {string} text */
function say(text) {
	process.stdout.write(`${text}\n`);
}

/**
 * @param {string} text
 * @returns {never}
 */
function fail(text) {
	process.stderr.write(`${text}\n`);
	process.exit(1);
}
