import { text } from '@sveltejs/kit';
import { metrics } from '#lib/platform/metrics.server.ts';

/** Numbers for a monitor, in Prometheus' text format; none of them is about a person. */
export async function GET() {
	return text(await metrics.metrics(), {
		headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' }
	});
}
