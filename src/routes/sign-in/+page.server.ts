import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isCallOpen } from '#lib/conference/calls.server.ts';
import { homeOf } from '#lib/people/person.ts';
import { localPath } from '#lib/people/return-to.ts';
import { requestSignIn } from '#lib/people/sign-in.server.ts';
import { signInForm } from '#lib/people/sign-in.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { rateLimit } from '#lib/platform/rate-limits.server.ts';

const perAddress = rateLimit(5, 15 * 60);
// A whole school may sit behind one address of the internet.
const perPlace = rateLimit(100, 15 * 60);

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const returnTo = localPath(url.searchParams.get('returnTo'));
	if (locals.person) redirect(303, returnTo === '/' ? homeOf(locals.person) : returnTo);
	return { returnTo, strangersWelcome: await isCallOpen(locals.db, instantNow()) };
};

export const actions: Actions = {
	default: async ({ locals, request, cookies, getClientAddress }) => {
		const form = parseForm(signInForm, await request.formData());
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const { email, returnTo } = form.value;
		if (!(await perPlace.take(getClientAddress())) || !(await perAddress.take(email))) {
			return fail(429, {
				values: { email, returnTo },
				problems: { email: 'people.too-many-links' as const }
			});
		}
		const now = instantNow();
		await requestSignIn(locals.db, {
			email,
			returnTo,
			language: locals.language,
			strangersWelcome: await isCallOpen(locals.db, now),
			now
		});
		setFlash(cookies, { key: 'people.link-asked', values: { email } });
		redirect(303, '/sign-in/sent');
	}
};
