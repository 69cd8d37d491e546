import type { Database } from '#lib/db/connect.ts';
import type { MailContent, MailTemplate } from '#lib/mail/template.server.ts';
import type { MailTransport } from '#lib/mail/transport.server.ts';
import { startMailWorker, type MailWorker } from '#lib/mail/worker.server.ts';
import { Tokens } from '#lib/platform/tokens.server.ts';
import { noteKind } from '../factories/mail.ts';

/** What `note` mails say: as their payload tells, so that a test can say anything. */
export const note: MailTemplate<typeof noteKind> = {
	kind: noteKind,
	compose: async ({ origin, language }, { unwanted, broken, ...said }, to) => {
		if (unwanted) return undefined;
		if (broken) throw new TypeError('no such guest: anna@school.example');
		const content: MailContent = {
			subject: `Hello ${to.name} (${language})`,
			html: `<p>Hello from <a href="${origin}">here</a></p>`,
			text: `Hello from ${origin}`
		};
		return { ...content, ...(said as Partial<MailContent>) };
	}
};

declare module '#lib/mail/template.server.ts' {
	interface TemplatedKinds {
		tests: typeof noteKind;
	}
}

export const composer = (db: Database) => ({
	db,
	templates: [note],
	tokens: new Tokens('x'.repeat(32)),
	config: {
		origin: 'https://conference.school.example',
		mailFrom: { name: 'Konference', address: 'conference@school.example' }
	}
});

/** A real worker, only less patient than the one that people have. */
export function startWorker(db: Database, transport: MailTransport): MailWorker {
	return startMailWorker({
		...composer(db),
		transport,
		tempo: { record: 10, idle: 50, pause: { first: 5, most: 20 } }
	});
}
