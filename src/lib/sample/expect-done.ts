import type { Outcome } from '#lib/platform/refusal.ts';

/** The value of a command that was done. Throws when it was refused: half a sample would pass for a whole one. */
export function expectDone<Value>(outcome: Outcome<Value>, what: string): Value {
	if (!outcome.ok) throw new Error(`The sample’s ${what} was refused: ${outcome.reason}`);
	return outcome.value;
}
