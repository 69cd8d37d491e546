import type * as v from 'valibot';
import { frozen, type Frozen } from '#lib/platform/frozen.ts';

/** A kind of mail: its name in the outbox, and what is stored of a mail until it is composed. */
export interface MailKind<Name extends string = string, Payload extends object = object> {
	name: Name;
	payload: Frozen<Payload>;
}

export type PayloadOf<Kind extends MailKind> = ReturnType<Kind['payload']['read']>;

/** Declares a kind in the room that sends it. Payloads carry ids and facts, never a token: links are made at delivery. */
export function mailKind<const Name extends string, Payload extends object & { version?: never }>(
	name: Name,
	payload: v.GenericSchema<Payload>
): MailKind<Name, Payload> {
	return { name, payload: frozen(`Payload of a mail "${name}"`, payload) };
}
