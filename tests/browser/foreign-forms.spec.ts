import en from '#messages/en/words.ts';
import lv from '#messages/lv/words.ts';
import { expect, test } from './fixtures.ts';

test('a form that no page of ours sent is refused in the words of whoever sent it', async ({
	conference: { app }
}) => {
	const send = async (address: string, language: string) => {
		const response = await fetch(app.origin + address, {
			method: 'POST',
			headers: { origin: 'null', 'accept-language': language },
			body: new URLSearchParams({ email: 'anna@school.example' })
		});
		return [response.status, await response.text()];
	};
	expect(await send('/sign-in', 'lv')).toEqual([403, `${lv.form.foreign}\n`]);
	expect(await send('/en/sign-in', 'lv')).toEqual([403, `${en.form.foreign}\n`]);
	const nowhere = await fetch(`${app.origin}/lv/sign-in?search=%00`);
	expect([nowhere.status, await nowhere.text()]).toEqual([
		404,
		`${lv.ui['error.not-found.title']}\n`
	]);
});
