import * as v from 'valibot';
import { frozen } from '#lib/platform/frozen.ts';

/** How what a guest was last sent about one subject is stored; `EntryContent` says what its fields mean. */
export const frozenEntry = frozen(
	'Content of a calendar entry',
	v.object({
		title: v.string(),
		location: v.string(),
		startsAt: v.string(),
		endsAt: v.string(),
		timeZone: v.string(),
		partstat: v.picklist(['ACCEPTED', 'TENTATIVE', 'NEEDS-ACTION'])
	})
);
