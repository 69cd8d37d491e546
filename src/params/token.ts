import type { ParamMatcher } from '@sveltejs/kit';

/** Lenient on purpose: a link that a mail program cut or lengthened still gets the page that says what to do. */
export const match: ParamMatcher = (text) => text.length <= 300;
