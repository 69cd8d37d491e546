import { levels, pino } from 'pino';

/**
 * JSON lines on stdout. Callers pass route patterns, ids and counts; never a URL as requested,
 * an address, a name or a token.
 */
export const log = pino({
	level: readLevel(process.env['LOG_LEVEL']),
	base: undefined,
	timestamp: () => `,"time":"${new Date().toISOString()}"`,
	formatters: { level: (label) => ({ level: label }) }
});

function readLevel(text = 'info'): string {
	return Object.hasOwn(levels.values, text) || text === 'silent' ? text : 'info';
}

/** An error's kind and place, without its message's values: database drivers quote rows in theirs. */
export function describeError(error: unknown): { kind: string; stack: string } {
	if (!(error instanceof Error)) return { kind: typeof error, stack: '' };
	const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	const code = (error as { code?: unknown }).code;
	return {
		kind: typeof code === 'string' ? `${error.name} ${code}` : error.name,
		stack: frames.slice(0, 8).join('\n')
	};
}
