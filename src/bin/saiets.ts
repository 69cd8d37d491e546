import { BackupError } from '#lib/db/backup.ts';
import { ConfigError } from '#lib/platform/config.server.ts';
import { backup } from './backup.ts';
import { CommandError } from './command-error.ts';
import { demo } from './demo.ts';
import { organiser } from './organiser.ts';
import { restoreFrom } from './restore.ts';
import { signInLink } from './sign-in-link.ts';
import { start } from './start.ts';
import { work } from './work.ts';

const help = `Saiets runs a school's annual conference.

  npm start                                   serve
  npm run demo                                serve a sample conference from a throw-away folder
  npm run saiets -- organiser add EMAIL       let a person organise
  npm run saiets -- sign-in-link EMAIL        print a link that signs a person in, once, within 15 minutes
  npm run saiets -- backup FILE               write everything into one file
  npm run saiets -- restore FILE              read such a file into an empty database, SQLite or PostgreSQL
  npm run saiets -- work                      send mails without serving pages

Settings come from the environment: PORT, HOST, ORIGIN, DATA_DIR, DATABASE_URL, SMTP_URL, MAIL_FROM, SECRET_KEY.
`;

const commands: Record<string, (parameters: string[]) => Promise<string | undefined>> = {
	start,
	demo,
	organiser,
	'sign-in-link': signInLink,
	backup,
	restore: restoreFrom,
	work
};

// The database, the mails and the key are their owner's alone.
process.umask(0o077);

const [name = '--help', ...parameters] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (['--help', '-h', 'help'].includes(name)) {
	console.log(help);
} else if (!command) {
	console.error(`There is no command "${name}".\n\n${help}`);
	process.exitCode = 1;
} else {
	try {
		const answer = await command(parameters);
		if (answer) console.log(answer);
	} catch (error) {
		// These are for the person at the keyboard: one line says what to do. Anything else is a bug, shown whole.
		const isForPeople = [ConfigError, BackupError, CommandError].some(
			(kind) => error instanceof kind
		);
		console.error(isForPeople ? (error as Error).message : error);
		process.exit(1);
	}
}
