import type { ParamMatcher } from '@sveltejs/kit';

/** Lenient on purpose: a code that was typed wrongly still gets the page that says how it should look. */
export const match: ParamMatcher = (text) => text.length <= 100;
