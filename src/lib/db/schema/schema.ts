import type { SettingSchema } from './setting.ts';
import type { ChangesSchema } from './changes.ts';
import type { MailSchema } from './mail.ts';
import type { PeopleSchema } from './people.ts';
import type { ConferenceSchema } from './conference.ts';
import type { ProjectsSchema } from './projects.ts';
import type { TalksSchema } from './talks.ts';
import type { GuestsSchema } from './guests.ts';
import type { AgendaSchema } from './agenda.ts';
import type { InvitationsSchema } from './invitations.ts';
import type { DoorSchema } from './door.ts';
import type { CertificatesSchema } from './certificates.ts';

/**
 * Every table. Ids are UUIDv7 text; `…At` is a UTC instant (`2027-05-24T06:00:00.000Z`); `…On` is a calendar day
 * (`2027-05-24`); booleans are 0 or 1; JSON is text and parsed where it is read.
 */
export interface Schema
	extends
		SettingSchema,
		ChangesSchema,
		MailSchema,
		PeopleSchema,
		ConferenceSchema,
		ProjectsSchema,
		TalksSchema,
		GuestsSchema,
		AgendaSchema,
		InvitationsSchema,
		DoorSchema,
		CertificatesSchema {}
