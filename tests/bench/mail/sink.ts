import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** An SMTP server in a process of its own that takes every mail and keeps none; it tells its port. */
const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	logger: false,
	onData: (stream, _session, done) => {
		stream.resume();
		stream.once('end', () => done());
	}
});

server.listen(0, '127.0.0.1', () => {
	process.send?.((server.server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit());
