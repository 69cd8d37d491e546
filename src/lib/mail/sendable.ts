import * as v from 'valibot';
import { email } from '#lib/platform/fields.ts';

/** True for an address that can stand in an envelope as it is. */
export function isSendable(address: string): boolean {
	return v.is(email, address);
}
