import type { Cookies } from '@sveltejs/kit';
import * as v from 'valibot';
import type { MessageKey, MessageValues } from './messages.ts';

/** A sentence that a page says once, after a redirect: what was done, in the reader's language. */
export interface Flash {
	key: MessageKey;
	values?: MessageValues;
	/** `good` unless something else was meant to happen. */
	kind?: 'good' | 'attention';
}

const name = 'flash';

/** Keeps a message for the next page. Values are counts and words on screen anyway; never a secret. */
export function setFlash(cookies: Cookies, flash: Flash): void {
	cookies.set(name, JSON.stringify(flash), { path: '/', httpOnly: true, maxAge: 60 });
}

const cookieText = v.pipe(
	v.string(),
	v.parseJson(),
	v.object({
		key: v.string(),
		values: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
		kind: v.optional(v.picklist(['good', 'attention']))
	})
);

/** Takes the message kept for this page, if any; it is gone afterwards. A forged one is ignored. */
export function takeFlash(cookies: Cookies): Flash | undefined {
	const kept = cookies.get(name);
	if (kept === undefined) return undefined;
	cookies.delete(name, { path: '/' });
	const flash = v.safeParse(cookieText, kept);
	return flash.success ? (flash.output as Flash) : undefined;
}
