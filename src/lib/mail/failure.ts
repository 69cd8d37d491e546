import { oneLine } from '#lib/platform/text.ts';

/** The meaning of a failed delivery for the mail, for its address and for all the others. */
export type Failure = {
	/** The server's words, without addresses. */
	detail: string;
} & (
	| /** This address takes no mail, now or later; `suppress` when it does not exist at all. */
	  { kind: 'recipient'; suppress: boolean }
	  /** The server refuses what is said: this mail, or, if it keeps doing so, everything of ours. */
	| { kind: 'content' }
	/** The account itself is refused; every other mail would be too. */
	| { kind: 'account'; reason: 'sign-in' | 'sender' | 'encryption' }
	/** Nobody could be spoken to; no mail is to blame. */
	| { kind: 'unreachable' }
	/** Not now. */
	| { kind: 'later' }
);

interface SmtpError {
	code?: string;
	command?: string;
	response?: string;
	responseCode?: number;
	message?: string;
}

/**
 * Reads an error of nodemailer by where in the conversation it happened (RFC 5321, 4.2 and 4.3.2) and by the
 * enhanced status code where the server gives one (RFC 3463). What it does not know can be tried again later.
 */
export function judge(error: unknown): Failure {
	const failure = (error ?? {}) as SmtpError;
	const detail = withoutAddresses(failure.response ?? failure.message ?? String(error));
	return { ...judged(failure), detail } as Failure;
}

type Judged = Failure extends infer F ? (F extends Failure ? Omit<F, 'detail'> : never) : never;

function judged({ code, command = '', response = '', responseCode }: SmtpError): Judged {
	const permanent = responseCode !== undefined && responseCode >= 500 && responseCode !== 503;
	const [, status = ''] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
	if (code === 'EAUTH' || code === 'ENOAUTH') {
		return permanent || command === 'API' || code === 'ENOAUTH'
			? { kind: 'account', reason: 'sign-in' }
			: { kind: 'unreachable' };
	}
	if (responseCode === 421) return { kind: 'unreachable' };
	if (responseCode === undefined) return withoutReply(code);
	if (command === 'STARTTLS' && permanent) return { kind: 'account', reason: 'encryption' };
	if (command === 'RCPT TO') return permanent ? recipient(responseCode, status) : { kind: 'later' };
	if (command === 'MAIL FROM') {
		if (!permanent) return { kind: 'unreachable' };
		if (responseCode === 530) return { kind: 'account', reason: 'sign-in' };
		return isTooLarge(responseCode, status)
			? { kind: 'recipient', suppress: false }
			: { kind: 'account', reason: 'sender' };
	}
	if (command === 'DATA') {
		if (!permanent) return { kind: 'later' };
		return isTooLarge(responseCode, status)
			? { kind: 'recipient', suppress: false }
			: { kind: 'content' };
	}
	return { kind: 'unreachable' };
}

function withoutReply(code: string | undefined): Judged {
	switch (code) {
		case 'EENVELOPE':
		case 'EMESSAGE':
			// Nodemailer itself will not write to such an address, or not so long a mail.
			return { kind: 'recipient', suppress: false };
		case 'ECONNECTION':
		case 'ETIMEDOUT':
		case 'ESOCKET':
		case 'EDNS':
		case 'ETLS':
		case 'EPROTOCOL':
		case 'EPROXY':
		case 'EABORT':
			return { kind: 'unreachable' };
		default:
			return { kind: 'later' };
	}
}

function recipient(responseCode: number, status: string): Judged {
	if (/^5\.1\.[78]$/.test(status)) return { kind: 'account', reason: 'sender' };
	if (status.startsWith('5.7.')) return { kind: 'content' };
	const unknown = status ? status.startsWith('5.1.') : [550, 551, 553].includes(responseCode);
	return { kind: 'recipient', suppress: unknown };
}

function isTooLarge(responseCode: number, status: string): boolean {
	return responseCode === 552 || status === '5.2.3' || status === '5.3.4';
}

/** A server's words as they may be kept: one line, no address, no link, 300 signs at most. */
export function withoutAddresses(words: string): string {
	return oneLine(words)
		.replace(/<?[^\s<>@]+@[^\s<>@]+>?/g, '…')
		.replace(/https?:\/\/\S+/g, '…')
		.slice(0, 300);
}
