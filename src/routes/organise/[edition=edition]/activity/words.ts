import type { Change } from '#lib/changes/queries.server.ts';
import { isChangeVerb, type ChangeVerb } from '#lib/changes/verb.ts';
import type { MessageKey } from '#lib/platform/messages.ts';
import { subjects } from './subjects.ts';

type Dashed<Text extends string> = Text extends `${infer Before}.${infer After}`
	? `${Before}-${After}`
	: Text;

/** The message of a verb; undefined for one that an older or newer version wrote. */
export function wordsOf(verb: string): MessageKey | undefined {
	return isChangeVerb(verb)
		? `changes.did-${verb.replace('.', '-') as Dashed<ChangeVerb>}`
		: undefined;
}

/** The values that the words of a verb speak of beside the name: a number, an answer, whose mobility it is. */
export function valuesOf({ kind, before, after, version }: Change): {
	count: number;
	answer: string;
	person: string;
} {
	const told = after ?? before;
	const values = (told === null ? {} : subjects[kind].read(told, version)) ?? {};
	const { count, number, created, answer, person } = values as Record<string, unknown>;
	return {
		count: [count, number, created].find((one) => typeof one === 'number') ?? 0,
		answer: typeof answer === 'string' ? answer : '',
		person: typeof person === 'string' ? person : '…'
	};
}

/** The words that somebody wrote with it: a note on publishing or on a talk, a reason for another certificate. */
export function noteOf({ kind, after, version }: Change): string {
	const values = (after === null ? {} : subjects[kind].read(after, version)) ?? {};
	const { note, reason } = values as Record<string, unknown>;
	return [note, reason].find((one) => typeof one === 'string' && one !== '')?.toString() ?? '';
}
