/**
 * All that is written down as done. `recordActivity` takes no other, and the page that lists what was done has
 * `organise.did-…` (the dot as a hyphen) for each, or neither compiles.
 */
export const activityVerbs = [
	...(['agenda.added', 'agenda.placed', 'agenda.moved', 'agenda.unplaced'] as const),
	...(['agenda.removed', 'agenda.released'] as const),
	'calendars.updated',
	...(['certificates.issued', 'certificate.reissued', 'certificate.revoked'] as const),
	...(['door.opened', 'door.closed', 'door.pairing-created', 'door.device-paired'] as const),
	...(['door.device-revoked', 'door.walk-in-added'] as const),
	...(['edition.created', 'edition.updated'] as const),
	...(['guests.imported', 'guest.added', 'guest.answered', 'guest.link-renewed'] as const),
	...(['guest.mail-stopped', 'guest.mail-resumed', 'guest.removed', 'guest.restored'] as const),
	...(['guest.role-changed', 'guests.needs-erased'] as const),
	...(['invitations.sent', 'invitations.reminded', 'invitations.resent'] as const),
	...(['mail.retried', 'mail.retried-failed', 'mail.resumed', 'mail.limited'] as const),
	...(['mail.address-allowed'] as const),
	...(['mobility.added', 'mobility.removed', 'project.created', 'project.updated'] as const),
	'project.removed',
	...(['organiser.added', 'organiser.removed', 'person.updated'] as const),
	'person.address-changed',
	'organisation.corrected',
	...(['talk.created', 'talk.saved', 'talk.submitted', 'talk.withdrawn'] as const),
	...(['talk.accepted', 'talk.declined', 'talk.confirmed'] as const)
] as const;

export type ActivityVerb = (typeof activityVerbs)[number];
