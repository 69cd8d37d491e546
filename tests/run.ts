import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * All of the checks, one after the other, going on after a failure so that one run tells everything.
 * Ends in the line `N passed, N failed`, summed over the runners; a check without tests counts as one.
 */
interface Step {
	name: string;
	command: string[];
	/** Reads the runner's own counts from the report it was asked to write. */
	count?: (report: unknown) => Tally;
	environment?: (report: string) => Record<string, string>;
	report?: (file: string) => string[];
}

interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
}

interface PlaywrightReport {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

const steps: Step[] = [
	{ name: 'prepare types', command: ['svelte-kit', 'sync'] },
	{ name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
	{ name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
	{ name: 'types', command: ['svelte-check', '--fail-on-warnings'] },
	{ name: 'dead code', command: ['knip'] },
	{
		name: 'unit and data tests',
		command: ['vitest', 'run', '--reporter=default', '--reporter=json'],
		report: (file) => [`--outputFile.json=${file}`],
		count: (report) => {
			const { numPassedTests, numFailedTests, numPendingTests } = report as VitestReport;
			return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
		}
	},
	{ name: 'build', command: ['npm', 'run', '--silent', 'build'] },
	{
		name: 'browser tests',
		command: ['playwright', 'test', '-c', 'tests/browser/playwright.config.ts'],
		environment: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
		count: (report) => {
			const { expected, unexpected, flaky, skipped } = (report as PlaywrightReport).stats;
			return { passed: expected + flaky, failed: unexpected, skipped };
		}
	}
];

function run(command: string[], environment: Record<string, string>): Promise<number> {
	const [program = '', ...rest] = command;
	const child = spawn(program, rest, {
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, ...environment },
		shell: process.platform === 'win32'
	});
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
}

async function tally(step: Step, code: number, file: string): Promise<Tally> {
	const whole = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
	if (!step.count) return whole;
	try {
		const counted = step.count(JSON.parse(await readFile(file, 'utf8')));
		// A runner may fail outside any test, such as in its set-up.
		return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

const only = process.argv.slice(2);
const chosen = steps.filter(
	({ name }) => only.length === 0 || only.some((word) => name.includes(word))
);
if (chosen.length === 0) throw new Error(`No check is called ${only.join(' or ')}.`);
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const reports = await mkdtemp(join(tmpdir(), 'saiets-reports-'));
const lines: string[] = [];

for (const [at, step] of chosen.entries()) {
	const file = join(reports, `${at}.json`);
	console.log(`\n▸ ${step.name}`);
	const started = performance.now();
	const code = await run(
		[...step.command, ...(step.report?.(file) ?? [])],
		step.environment?.(file) ?? {}
	).catch((error: unknown) => {
		console.error(error);
		return 1;
	});
	const counts = await tally(step, code, file);
	const seconds = ((performance.now() - started) / 1_000).toFixed(0);
	total.passed += counts.passed;
	total.failed += counts.failed;
	total.skipped += counts.skipped;
	lines.push(`${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
}
await rm(reports, { recursive: true });

console.log(`\n${lines.join('\n')}\n`);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
