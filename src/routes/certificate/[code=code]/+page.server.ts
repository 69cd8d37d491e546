import { wallClockAt } from '#lib/platform/zone.ts';
import { lookUp } from '../look-up.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { code, content, issuedAt, revokedAt, replaced } = await lookUp(event);
	const { timeZone } = content;
	return {
		code,
		content,
		issuedOn: wallClockAt(issuedAt, timeZone).day,
		revokedOn: revokedAt && wallClockAt(revokedAt, timeZone).day,
		replaced
	};
};
