import { expect, it } from 'vitest';
import { ownPage } from '#lib/platform/own-page.ts';

const url = (path: string) => new URL(path, 'https://conference.school.example');

it('an action leads back to its page, filters and all', () => {
	expect(ownPage(url('/organise/2027/mail?/retry'))).toBe('/organise/2027/mail');
	expect(ownPage(url('/mail?/retry&show=failed&search=J%C5%ABlija+%26+co&page=2'))).toBe(
		'/mail?show=failed&search=J%C5%ABlija+%26+co&page=2'
	);
});

it('an action leads back without what it has dealt with', () => {
	expect(ownPage(url('/mail?/revoke&/x=1&change=one&show=due&change=two'), ['change'])).toBe(
		'/mail?show=due'
	);
});
