import { describe, expect, test } from 'vitest';
import { Turnstile } from '#lib/door/turnstile.server.ts';

/** Passes numbers through and keeps which went together; refuses odd groups that hold a 13. */
function counting(most: number) {
	const groups: number[][] = [];
	const turnstile = new Turnstile<number, number>(async (take) => {
		await Promise.resolve();
		const group = take();
		groups.push(group);
		await Promise.resolve();
		if (group.includes(13)) throw new Error('unlucky');
		return group.map((number) => number * 10);
	}, most);
	return { groups, turnstile };
}

describe('the turnstile', () => {
	test('takes those together who came while others went through, and answers each with their own', async () => {
		const { groups, turnstile } = counting(3);
		const answers = await Promise.all([1, 2, 3, 4, 5].map((number) => turnstile.go(number)));
		expect(answers).toEqual([10, 20, 30, 40, 50]);
		expect(groups).toEqual([
			[1, 2, 3],
			[4, 5]
		]);
	});

	test('lets in whoever comes on the heels of the others, as long as somebody does', async () => {
		const { groups, turnstile } = counting(5);
		const answers: Promise<number>[] = [];
		setImmediate(() => {
			answers.push(turnstile.go(2));
			setImmediate(() => answers.push(turnstile.go(3)));
		});
		answers.push(turnstile.go(1));
		await answers[0];
		expect(await Promise.all(answers)).toEqual([10, 20, 30]);
		expect(groups).toEqual([[1, 2, 3]]);
	});

	test('one who fails does not take the others of the group along', async () => {
		const { turnstile } = counting(5);
		const answers = await Promise.allSettled([1, 13, 3].map((number) => turnstile.go(number)));
		expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	});

	test('goes on after it could not be opened', async () => {
		let open = false;
		const turnstile = new Turnstile<string, string>(async (take) => {
			if (!open) throw new Error('closed');
			return take();
		}, 5);
		await expect(turnstile.go('anna')).rejects.toThrow('closed');
		open = true;
		expect(await turnstile.go('juris')).toBe('juris');
	});
});
