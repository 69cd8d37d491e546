import { issueFirstOrganiserLink } from '#lib/people/sign-in.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { withApp } from './app.ts';
import { expectFree, serve } from './serve.ts';

/** `start`: serves, and greets whoever is to be the first organiser. */
export async function start(): Promise<undefined> {
	const config = readConfig();
	await expectFree(config.port, config.host);
	const link = await withApp(
		({ db, tokens }) => issueFirstOrganiserLink(db, tokens, instantNow()),
		config
	);
	await serve(config);
	console.log(`Saiets is at ${config.origin}`);
	if (link) {
		console.log(`\nNobody organises here yet. This link makes you the first organiser, once:\n`);
		console.log(`  ${config.origin}${link}\n`);
	}
}
