import en from '#messages/en/words.ts';
import { translator } from '#lib/platform/messages.ts';

/** What the pages say in English, so that a test names a button by its message and not by its wording. */
export const say = translator('en', en);
