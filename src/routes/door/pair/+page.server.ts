import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { setDeviceCookie } from '#lib/door/devices.server.ts';
import { pairDevice } from '#lib/door/commands.server.ts';
import { pairForm } from '#lib/door/pairing.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { parseForm } from '#lib/platform/form.ts';
import { rateLimit } from '#lib/platform/rate-limits.server.ts';

const tries = rateLimit(20, 600);

export const load: PageServerLoad = ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
};

export const actions: Actions = {
	default: async ({ locals, request, cookies, getClientAddress }) => {
		const form = parseForm(pairForm, await request.formData());
		if (!form.ok) return fail(400, { problem: 'door.pair.code-missing' as const });
		const { code } = form.value;
		if (!(await tries.take(getClientAddress()))) {
			return fail(429, { code, problem: 'door.pair.too-often' as const });
		}
		const paired = await pairDevice(locals.db, { code, now: instantNow() });
		if (!paired.ok) return fail(409, { code, problem: `door.pair.${paired.reason}` as const });
		setDeviceCookie(cookies, locals.config.origin, paired.value.token);
		redirect(303, '/door');
	}
};
