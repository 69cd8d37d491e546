import { takeFlash } from '#lib/platform/flash.server.ts';
import type { MessageKey, MessageValues, Translate } from '#lib/platform/messages.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies, url }) => {
	// Read on every navigation, so that a message shows after a client-side redirect too.
	void url.href;
	const flash = takeFlash(cookies);
	return {
		language: locals.language,
		/** The page's own: another than the reader's where that has no words for it. */
		pageLanguage: locals.t.language,
		person: locals.person && {
			name: locals.person.name,
			isOrganiser: locals.person.isOrganiser
		},
		flash: flash && {
			kind: flash.kind === 'attention' ? ('attention' as const) : ('good' as const),
			title: say(locals.t, flash.key, flash.values)
		}
	};
};

/** A forged cookie may name a message that is not there, or leave out what it needs. */
function say(t: Translate, key: MessageKey, values?: MessageValues): string | undefined {
	try {
		return t(key, values);
	} catch {
		return undefined;
	}
}
