import type { ParamMatcher } from '@sveltejs/kit';
import { isEditionSlug } from '#lib/conference/edition.ts';

export const match: ParamMatcher = (text) => isEditionSlug(text);
