import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { endLogin } from '#lib/people/logins.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';

export const load: PageServerLoad = ({ locals }) => {
	if (!locals.person) redirect(303, '/');
	return { email: locals.person.email };
};

export const actions: Actions = {
	default: async ({ locals, cookies }) => {
		await endLogin({ db: locals.db, origin: locals.config.origin }, cookies);
		setFlash(cookies, { key: 'people.signed-out' });
		redirect(303, '/');
	}
};
