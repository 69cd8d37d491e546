/** The answer of a command: done, or not, with a reason that the messages put into words. */
export type Outcome<Value = undefined, Reason extends string = string> =
	{ ok: true; value: Value } | Refusal<Reason>;

export interface Refusal<Reason extends string = string> {
	ok: false;
	reason: Reason;
	/** Fills the placeholders of the reason's message. */
	values?: Record<string, string | number>;
}

export function done(): { ok: true; value: undefined };
export function done<Value>(value: Value): { ok: true; value: Value };
export function done(value?: unknown): { ok: true; value: unknown } {
	return { ok: true, value };
}

export function refused<Reason extends string>(
	reason: Reason,
	values?: Refusal['values']
): Refusal<Reason> {
	return values ? { ok: false, reason, values } : { ok: false, reason };
}
