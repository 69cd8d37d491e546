import { text } from '@sveltejs/kit';
import { isReachable } from '#lib/db/health.ts';

/** The process can serve: its database answers. */
export async function GET({ locals }) {
	const ready = await isReachable(locals.db);
	return text(ready ? 'ready\n' : 'the database does not answer\n', {
		status: ready ? 200 : 503,
		headers: { 'cache-control': 'no-store' }
	});
}
