import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { isFromOwnPage } from '#lib/platform/origin.server.ts';

/**
 * The JSON a tablet posted, in the form of `schema`. Throws 403 for a page of another site (its cookie would
 * not come along anyway), 415 and 400 for what is not ours.
 */
export async function readUpload<Schema extends v.GenericSchema>(
	request: Request,
	url: URL,
	schema: Schema
): Promise<v.InferOutput<Schema>> {
	if (!isFromOwnPage(request, url.origin)) error(403, 'another site');
	if (!request.headers.get('content-type')?.startsWith('application/json')) error(415, 'not JSON');
	const parsed = v.safeParse(schema, await request.json().catch(() => undefined));
	if (!parsed.success) error(400, 'not understood');
	return parsed.output;
}
