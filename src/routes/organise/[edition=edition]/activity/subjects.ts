import { itemChange, releaseChange } from '#lib/agenda/agenda-changes.ts';
import { certificateChange } from '#lib/certificates/certificate-changes.ts';
import type { Change } from '#lib/changes/queries.server.ts';
import type { ChangeKind, ChangeSubject } from '#lib/changes/subject.ts';
import { doorChange, editionChange } from '#lib/conference/edition-changes.ts';
import { deviceChange } from '#lib/door/door-changes.ts';
import { guestChange } from '#lib/guests/guest-changes.ts';
import { calendarsChange, invitationsChange } from '#lib/invitations/invitation-changes.ts';
import { mailChange } from '#lib/mail/mail-changes.ts';
import {
	loginChange,
	organisationChange,
	organiserChange,
	personChange
} from '#lib/people/people-changes.ts';
import { mobilityChange, projectChange } from '#lib/projects/project-changes.ts';
import { talkChange } from '#lib/talks/talk-changes.ts';

type AnySubject = Pick<ChangeSubject, 'compare' | 'read'>;

/** The subject that reads the rows of each kind. */
export const subjects: Record<ChangeKind, AnySubject> = {
	mail: mailChange,
	login: loginChange,
	organisation: organisationChange,
	organiser: organiserChange,
	person: personChange,
	edition: editionChange,
	door: doorChange,
	project: projectChange,
	mobility: mobilityChange,
	talk: talkChange,
	guest: guestChange,
	'agenda-item': itemChange,
	release: releaseChange,
	invitations: invitationsChange,
	calendars: calendarsChange,
	device: deviceChange,
	certificate: certificateChange
};

/** The state of the subjects of some rows today. */
export interface Whereabouts {
	/** The subjects that are gone for good. */
	gone: ReadonlySet<string>;
	/** The persons who are on this edition's list, each with their id as a guest. */
	guests: ReadonlyMap<string, string>;
}

/** The page of what a row speaks of, below the edition's; undefined where there is none, or none any longer. */
export function placeOf(
	{ kind, verb, subjectId, subjectName }: Change,
	{ gone, guests }: Whereabouts
): string | undefined {
	if (gone.has(subjectId)) return undefined;
	switch (kind) {
		case 'guest':
			return verb.startsWith('guests.') ? 'guests' : `guests/${subjectId}`;
		case 'certificate':
			return 'certificates';
		case 'talk':
			// A talk is nameless until it is handed in, and only its author's.
			return subjectName ? `talks/${subjectId}` : undefined;
		case 'agenda-item':
			return verb === 'agenda.draft-moved' ? 'agenda' : `agenda/${subjectId}`;
		case 'release':
			return 'agenda/publish';
		case 'project':
		case 'mobility':
			return `projects/${subjectId}`;
		case 'mail':
			return verb === 'mail.retried' ? `mail/${subjectId}` : 'mail';
		case 'invitations':
			return verb === 'invitations.resent' ? `guests/${subjectId}` : 'invitations';
		case 'calendars':
			return 'invitations?check=calendars#calendars';
		case 'edition':
			return 'settings';
		case 'door':
		case 'device':
			return 'door';
		case 'organiser':
			return 'team';
		case 'person':
			return guests.has(subjectId) ? `guests/${guests.get(subjectId)}` : undefined;
		case 'organisation':
		case 'login':
			return undefined;
	}
}
