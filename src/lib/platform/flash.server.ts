import type { Cookies } from '@sveltejs/kit';
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

/** Takes the message kept for this page, if any; it is gone afterwards. A forged one is ignored. */
export function takeFlash(cookies: Cookies): Flash | undefined {
	const kept = cookies.get(name);
	if (kept === undefined) return undefined;
	cookies.delete(name, { path: '/' });
	try {
		const flash = JSON.parse(kept) as Flash;
		return typeof flash.key === 'string' ? flash : undefined;
	} catch {
		return undefined;
	}
}
