import { activityVerbs, type ActivityVerb } from '#lib/people/activity.ts';
import type { MessageKey } from '#lib/platform/messages.ts';

type Dashed<Text extends string> = Text extends `${infer Before}.${infer After}`
	? `${Before}-${After}`
	: Text;

/** The message of a verb; undefined for one that an older or newer version wrote. */
export function wordsOf(verb: string): MessageKey | undefined {
	const known = activityVerbs.find((one) => one === verb);
	return known && `organise.did-${known.replace('.', '-') as Dashed<ActivityVerb>}`;
}
