import { listChangesAfter } from '#lib/changes/queries.server.ts';
import { hearOtherProcesses, listenFor } from '#lib/changes/signals.server.ts';
import { connect } from '#lib/db/connect.ts';

/** A reader of the log in a process of its own: it tells when it has read each row, until its parent leaves. */
const [address = ''] = process.argv.slice(2);
const db = connect(address);
let position = 0;
let reading = Promise.resolve();

async function readOn(): Promise<void> {
	for (const change of await listChangesAfter(db, position)) {
		position = change.position;
		process.send?.(Date.now());
	}
}

listenFor(db, 'changes', () => {
	reading = reading.then(readOn);
});
const deafen = hearOtherProcesses(db, address);
process.once('disconnect', () => void deafen().then(() => process.exit()));
// Looking or listening has begun by then: what the file was like at the first look is nothing new.
setTimeout(() => process.send?.('ready'), 1_000);
