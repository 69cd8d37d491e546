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

/** The words that somebody wrote with it: a note on publishing, a reason for another certificate; empty when nothing. */
export function noteIn({ note, reason }: Record<string, unknown>): string {
	return [note, reason].find((one) => typeof one === 'string') ?? '';
}

/** The number that the words of a verb speak of; 0 where they speak of none. */
export function countIn(detail: Record<string, unknown>): number {
	const { count, queued, issued, number, created } = detail;
	return [count, queued, issued, number, created].find((one) => typeof one === 'number') ?? 0;
}
