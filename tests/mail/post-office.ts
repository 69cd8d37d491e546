import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** An answer other than yes: the server's words after their code, or the line going dead. */
export type Fault = `${4 | 5}${number} ${string}` | 'hang up';

export interface Faults {
	/** Wants this password. */
	password?: string;
	connect?: () => Fault | undefined;
	mailFrom?: (address: string) => Fault | undefined;
	rcptTo?: (address: string) => Fault | undefined;
	/** After the final dot; the mail is not kept. */
	data?: (mail: ParsedMail) => Fault | undefined;
	/** After the final dot, when the mail has been kept and the client does not know yet. */
	kept?: (mail: ParsedMail) => Fault | undefined;
}

/** A real SMTP server on the loopback that keeps what it accepts, and fails where it is told to. */
export class PostOffice {
	readonly mails: ParsedMail[] = [];
	readonly envelopes: { from: string; to: string[] }[] = [];
	/** Of each mail, whether it came encrypted. */
	readonly encrypted: boolean[] = [];
	faults: Faults = {};
	connections = 0;
	readonly #sockets = new Map<string, { destroy(): void }>();
	readonly #server: SMTPServer;

	/** `encrypts`: offers STARTTLS, with a certificate that nobody should trust. */
	constructor({ encrypts = false } = {}) {
		this.#server = new SMTPServer({
			authOptional: true,
			allowInsecureAuth: true,
			disabledCommands: encrypts ? [] : ['STARTTLS'],
			logger: false,
			socketTimeout: 20_000,
			closeTimeout: 100,
			onConnect: (session, done) => {
				this.connections++;
				this.#answer(session, this.faults.connect?.(), done);
			},
			onAuth: ({ password }, _session, done) => {
				if (password === this.faults.password) done(null, { user: password });
				else done(spoken('535 5.7.8 Username and password not accepted'));
			},
			onMailFrom: ({ address }, session, done) =>
				this.#answer(session, this.faults.mailFrom?.(address), done),
			onRcptTo: ({ address }, session, done) =>
				this.#answer(session, this.faults.rcptTo?.(address), done),
			onData: (stream, session, done) => {
				const read = simpleParser(stream).then((mail) => {
					const fault = this.faults.data?.(mail);
					if (!fault) this.#keep(mail, session);
					this.#answer(session, fault ?? this.faults.kept?.(mail), done);
				});
				// A client that goes away in the middle of a mail has sent none.
				read.catch(done);
			}
		});
		this.#server.on('error', () => undefined);
		this.#server.server.on('connection', (socket: { remotePort?: number; destroy(): void }) =>
			this.#sockets.set(String(socket.remotePort), socket)
		);
	}

	/** Resolves to its `smtp://` address. */
	async open(): Promise<string> {
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server.server, 'listening');
		return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		for (const socket of this.#sockets.values()) socket.destroy();
		await new Promise<void>((resolve) => this.#server.close(resolve));
	}

	/** The addresses of what it kept, in the order of arrival. */
	get addresses(): string[] {
		return this.envelopes.flatMap(({ to }) => to);
	}

	#keep(mail: ParsedMail, { envelope, secure }: SMTPServerSession): void {
		this.mails.push(mail);
		this.encrypted.push(secure);
		this.envelopes.push({
			from: envelope.mailFrom ? envelope.mailFrom.address : '',
			to: envelope.rcptTo.map(({ address }) => address)
		});
	}

	#answer(
		session: SMTPServerSession,
		fault: Fault | undefined,
		done: (error?: Error | null) => void
	): void {
		if (fault === 'hang up') this.#sockets.get(String(session.remotePort))?.destroy();
		else done(fault === undefined ? null : spoken(fault));
	}
}

function spoken(answer: string): Error {
	const error = new Error(answer.slice(4));
	return Object.assign(error, { responseCode: Number(answer.slice(0, 3)) });
}
