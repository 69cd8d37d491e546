import { listAllGuests } from '#lib/guests/queries.server.ts';
import { guestSheet, writeSheet } from '#lib/guests/sheet.ts';
import { formatInstant, sortNames } from '#lib/platform/format.ts';
import { organiserOf } from '#lib/conference/guard.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const { edition } = await organiserOf(locals, params);
	const guests = await listAllGuests(locals.db, edition.id);
	const byName = sortNames(guests, ({ person }) => person.name, locals.t.language);
	// With ordinary spaces, as whoever filters or searches the sheet types them.
	const rows = guestSheet(byName, locals.t, (instant) =>
		formatInstant(instant, edition.timeZone, locals.t.language).replaceAll('\u00a0', ' ')
	);
	return new Response(writeSheet(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${edition.slug}-guests.csv"`,
			'cache-control': 'private, no-store'
		}
	});
};
