import { error } from '@sveltejs/kit';
import { findEdition } from '#lib/conference/queries.server.ts';
import type { Edition } from '#lib/conference/edition.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import type { SignedIn } from '#lib/people/person.ts';

/** Who asks, and for which edition. Throws for anybody but an organiser, and 404 for an edition there is not. */
export async function organiserOf(
	locals: App.Locals,
	params: { edition: string }
): Promise<{ organiser: SignedIn; edition: Edition }> {
	const organiser = requireOrganiser(locals);
	const edition = await findEdition(locals.db, params.edition);
	if (!edition) error(404, 'no such edition');
	return { organiser, edition };
}

/** A PDF to look at in the browser; it names people, so nobody on the way may keep it. */
export function pdfResponse(pdf: Uint8Array, name: string): Response {
	return new Response(Buffer.from(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `inline; filename="${name}.pdf"`,
			'cache-control': 'private, no-store'
		}
	});
}
