/**
 * All that is written down as done. `recordActivity` takes no other, and the page that lists what was done has
 * `organise.did-…` (the dot as a hyphen) for each, or neither compiles.
 */
export const activityVerbs = [
	// mail
	'mail.retried',
	'mail.retried-failed',
	'mail.resumed',
	'mail.limited',
	'mail.address-allowed',
	// people
	'organiser.added',
	'organiser.removed',
	'person.updated',
	'person.address-changed',
	'organisation.corrected',
	// conference
	'edition.created',
	'edition.updated',
	// projects
	'mobility.added',
	'mobility.removed',
	'project.created',
	'project.updated',
	'project.removed',
	// talks
	'talk.created',
	'talk.saved',
	'talk.submitted',
	'talk.withdrawn',
	'talk.accepted',
	'talk.declined',
	'talk.confirmed',
	// guests
	'guests.imported',
	'guest.added',
	'guest.answered',
	'guest.link-renewed',
	'guest.mail-stopped',
	'guest.mail-resumed',
	'guest.removed',
	'guest.restored',
	'guest.role-changed',
	'guests.needs-erased',
	// agenda
	'agenda.added',
	'agenda.placed',
	'agenda.moved',
	'agenda.unplaced',
	'agenda.removed',
	'agenda.released',
	// invitations
	'calendars.updated',
	'invitations.sent',
	'invitations.reminded',
	'invitations.resent',
	// door
	'door.opened',
	'door.closed',
	'door.pairing-created',
	'door.device-paired',
	'door.device-revoked',
	'door.walk-in-added',
	// certificates
	'certificates.issued',
	'certificate.reissued',
	'certificate.revoked'
] as const;

export type ActivityVerb = (typeof activityVerbs)[number];
