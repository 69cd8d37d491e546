import { sha256 } from '#lib/platform/random.server.ts';

/**
 * The Message-ID of a mail (RFC 5322, 3.6.4), angle brackets included: by thread and revision where there is
 * a thread, else by the mail's own id. A thread's name is hashed: it may hold any sign, and is nobody's business.
 */
export function messageIdOf(mail: { id: string; thread?: string; revision: number; host: string }) {
	const { id, thread, revision, host } = mail;
	return thread === undefined
		? `<${id}@${host}>`
		: `<${sha256(thread).slice(0, 32)}.${revision}@${host}>`;
}
