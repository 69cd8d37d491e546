/**
 * The Message-ID of a mail (RFC 5322, 3.6.4), angle brackets included: by thread and revision where there is
 * a thread, so that the first mail's can be named by the later ones; else by the mail's own id.
 */
export function messageIdOf(mail: { id: string; thread?: string; revision: number; host: string }) {
	const left = mail.thread === undefined ? mail.id : `${dotless(mail.thread)}.${mail.revision}`;
	return `<${left}@${mail.host}>`;
}

// Of the signs an atom may hold, `=` escapes the rest, byte by byte; the dot is kept for the revision.
function dotless(thread: string): string {
	return Array.from(new TextEncoder().encode(thread), (byte) => {
		const sign = String.fromCharCode(byte);
		return /[A-Za-z0-9_-]/.test(sign) ? sign : `=${byte.toString(16).padStart(2, '0')}`;
	}).join('');
}
