/** Everything a person's deed is written down as; the words for each are `organise.did-…`, dots as hyphens. */
export const verbs = [
	...(['agenda.added', 'agenda.placed', 'agenda.moved', 'agenda.unplaced'] as const),
	...(['agenda.removed', 'agenda.released'] as const),
	...(['certificates.issued', 'certificate.reissued', 'certificate.revoked'] as const),
	...(['door.opened', 'door.closed', 'door.pairing-created', 'door.device-paired'] as const),
	...(['door.device-revoked', 'door.walk-in-added'] as const),
	...(['edition.created', 'edition.updated'] as const),
	...(['guests.imported', 'guest.added', 'guest.answered', 'guest.link-renewed'] as const),
	...(['guest.mail-stopped', 'guest.mail-resumed', 'guest.removed', 'guest.restored'] as const),
	...(['guest.role-changed'] as const),
	...(['invitations.sent', 'invitations.reminded', 'invitations.resent'] as const),
	...(['mobility.added', 'mobility.removed', 'project.created', 'project.updated'] as const),
	...(['organiser.added', 'organiser.removed', 'person.updated'] as const),
	...(['talk.created', 'talk.saved', 'talk.submitted', 'talk.returned', 'talk.withdrawn'] as const),
	...(['talk.accepted', 'talk.declined', 'talk.confirmed'] as const)
] as const;

export type Verb = (typeof verbs)[number];

type Dashed<Text extends string> = Text extends `${infer Before}.${infer After}`
	? `${Before}-${After}`
	: Text;

/** The message of a verb; undefined for one that an older or newer version wrote. */
export function wordsOf(verb: string): `organise.did-${Dashed<Verb>}` | undefined {
	const known = verbs.find((one) => one === verb);
	return known && `organise.did-${known.replace('.', '-') as Dashed<Verb>}`;
}
