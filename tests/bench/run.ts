import { certificate } from './certificate.ts';
import { checkIn } from './check-in.ts';
import { hearing } from './hearing.ts';
import { log } from './log.ts';
import { mail } from './mail.ts';
import type { Measure } from './measure.ts';
import { programme } from './programme.ts';

/** Every measure, one after the other; names on the command line choose some. Exits 1 when one is below its floor. */
const measures: Record<string, () => Promise<Measure>> = {
	programme,
	mail,
	'check-in': checkIn,
	certificate,
	hearing,
	log
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(measures, name));
if (unknown.length > 0) throw new Error(`No measure is called ${unknown.join(' or ')}.`);
for (const [name, measure] of Object.entries(measures)) {
	if (chosen.length > 0 && !chosen.includes(name)) continue;
	console.log(`▸ ${name}`);
	const { ratio, floor } = await measure();
	console.log(`bench ${name} ratio=${ratio.toFixed(2)} floor=${floor}`);
	if (!(ratio >= floor)) process.exitCode = 1;
}
// Workers and pools of the measured code may still be there; the measuring is over.
process.exit();
