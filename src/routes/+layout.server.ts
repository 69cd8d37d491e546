import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	language: locals.language,
	person: locals.person && {
		name: locals.person.name,
		isOrganiser: locals.person.isOrganiser
	}
});
