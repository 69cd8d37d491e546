/**
 * Everything that is recorded as done, by room. `recordChange` takes no other, and the page of what was done has
 * `changes.did-…` (the dot as a hyphen) for each, or neither compiles.
 */
export const changeVerbs = [
	// mail
	'mail.retried',
	'mail.retried-failed',
	'mail.address-allowed',
	'mail.limited',
	'mail.halted',
	'mail.resumed',
	'mail.settled',
	// people
	'login.requested',
	'login.started',
	'organisation.added',
	'organisation.completed',
	'organisation.corrected',
	'organiser.added',
	'organiser.removed',
	'person.added',
	'person.completed',
	'person.updated',
	'person.address-changed',
	// conference
	'edition.created',
	'edition.updated',
	'door.opened',
	'door.closed',
	// projects
	'project.created',
	'project.updated',
	'project.removed',
	'mobility.added',
	'mobility.removed',
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
	'guests.needs-erased',
	'guest.added',
	'guest.answered',
	'guest.link-renewed',
	'guest.mail-stopped',
	'guest.mail-resumed',
	'guest.removed',
	'guest.restored',
	'guest.role-changed',
	// agenda
	'agenda.added',
	'agenda.placed',
	'agenda.moved',
	'agenda.unplaced',
	'agenda.removed',
	'agenda.draft-moved',
	'agenda.released',
	// invitations
	'invitations.sent',
	'invitations.reminded',
	'invitations.resent',
	'calendars.send-now',
	'calendars.settling-changed',
	'calendars.brought-in-line',
	// door
	'door.pairing-created',
	'door.device-paired',
	'door.device-revoked',
	'door.walk-in-added',
	'door.scanned',
	// certificates
	'certificates.issued',
	'certificate.issued',
	'certificate.reissued',
	'certificate.revoked'
] as const;

export type ChangeVerb = (typeof changeVerbs)[number];

export function isChangeVerb(text: string): text is ChangeVerb {
	return (changeVerbs as readonly string[]).includes(text);
}
