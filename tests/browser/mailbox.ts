import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on the loopback that keeps what it accepts, and the mailboxes of everyone behind it. */
export class Mailbox {
	readonly mails: ParsedMail[] = [];
	readonly #arrivals = new EventEmitter();
	readonly #server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		logger: false,
		onData: (stream, _session, accept) => {
			void simpleParser(stream).then((mail) => {
				this.mails.push(mail);
				this.#arrivals.emit('mail');
				accept();
			}, accept);
		}
	});

	async open(): Promise<string> {
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server.server, 'listening');
		return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.close(resolve));
	}

	to(address: string): ParsedMail[] {
		return this.mails.filter((mail) =>
			[mail.to ?? []].flat().some((to) => to.value.some((one) => one.address === address))
		);
	}

	/** The newest mail to an address that fits, as soon as it is there; throws after half a minute. */
	async newest(
		address: string,
		fits: (mail: ParsedMail) => boolean = () => true
	): Promise<ParsedMail> {
		const signal = AbortSignal.timeout(30_000);
		for (;;) {
			const mail = this.to(address).findLast(fits);
			if (mail) return mail;
			await once(this.#arrivals, 'mail', { signal });
		}
	}
}

/** The first link in a mail's text that contains `part`. */
export function linkIn(mail: ParsedMail, part: string): string {
	const link = mail.text?.match(/https?:\/\/[^\s<>"]+/g)?.find((url) => url.includes(part));
	if (!link) throw new Error(`No link with ${part} in “${mail.subject}”`);
	return link;
}
