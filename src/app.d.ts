import type { MailPreview } from '#lib/mail/mail-preview.server.ts';
import type { Config } from '#lib/platform/config.server.ts';
import type { Language } from '#lib/platform/languages.ts';
import type { Translate } from '#lib/platform/messages.ts';
import type { Tokens } from '#lib/platform/tokens.server.ts';
import type { Vault } from '#lib/platform/vault.server.ts';
import type { Database } from '#lib/db/connect.ts';
import type { Device } from '#lib/door/devices.server.ts';
import type { SignedIn } from '#lib/people/person.ts';

declare global {
	namespace App {
		interface Locals {
			requestId: string;
			config: Config;
			db: Database;
			tokens: Tokens;
			vault: Vault;
			/** The reader's language: they are written to in it, and a page's own words are in it where it has them. */
			language: Language;
			/** Says the page's words, in the reader's language or what stands in for it: `t.language` is which. */
			t: Translate;
			/** The person this browser is signed in as. */
			person: SignedIn | undefined;
			loginId: string | undefined;
			/** The door device this browser is paired as. */
			device: Device | undefined;
			/** A mail as an organiser may read it. */
			previewMail: (mailId: string) => Promise<MailPreview | undefined>;
		}
		interface Error {
			message: string;
			requestId?: string;
		}
	}
}

export {};
