import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isCallOpen } from '#lib/conference/calls.server.ts';
import { startLogin } from '#lib/people/logins.server.ts';
import { homeOf } from '#lib/people/person.ts';
import { becomeFirstOrganiser, confirmSignIn, findSignInLink } from '#lib/people/sign-in.server.ts';
import { firstOrganiserForm } from '#lib/people/sign-in.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { parseForm } from '#lib/platform/form.ts';

/** A link from a mail: looking at it changes nothing, because mail scanners open links too. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const link = await findSignInLink(locals.db, locals.tokens, {
		token: params.token,
		now: instantNow()
	});
	if (!link) error(404, 'link-unknown');
	if (link.state !== 'open') {
		// Whoever is in already needs no second link.
		if (locals.person && locals.person.email === link.email) {
			redirect(303, link.returnTo === '/' ? homeOf(locals.person) : link.returnTo);
		}
		error(410, link.state === 'used' ? 'link-used' : 'link-over');
	}
	return { purpose: link.purpose, email: link.email };
};

export const actions: Actions = {
	confirm: async ({ locals, params, cookies }) => {
		const now = instantNow();
		const outcome = await confirmSignIn(locals.db, locals.tokens, {
			token: params.token,
			language: locals.language,
			strangersWelcome: await isCallOpen(locals.db, now),
			now
		});
		if (!outcome.ok) error(outcome.reason === 'link-unknown' ? 404 : 410, outcome.reason);
		await startLogin(loginPlace(locals), cookies, outcome.value.personId);
		redirect(303, onwards(outcome.value.returnTo));
	},

	start: async ({ locals, params, cookies, request }) => {
		const form = parseForm(firstOrganiserForm, await request.formData());
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const outcome = await becomeFirstOrganiser(locals.db, locals.tokens, {
			token: params.token,
			...form.value,
			language: locals.language,
			now: instantNow()
		});
		if (!outcome.ok) error(outcome.reason === 'link-unknown' ? 404 : 410, outcome.reason);
		await startLogin(loginPlace(locals), cookies, outcome.value.personId);
		redirect(303, outcome.value.returnTo);
	}
};

function loginPlace({ db, config }: App.Locals) {
	return { db, origin: config.origin };
}

// The sign-in page knows where a signed-in person belongs.
function onwards(returnTo: string): string {
	return returnTo === '/' ? '/sign-in' : returnTo;
}
