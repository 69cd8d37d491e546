import { text } from '@sveltejs/kit';

/** The process runs. */
export function GET() {
	return text('ok\n', { headers: { 'cache-control': 'no-store' } });
}
