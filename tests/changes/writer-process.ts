import { connect } from '#lib/db/connect.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { recordNote } from './record.ts';

/** A process of its own that commits so many transactions, each with two rows of the log. */
const [address = '', name = '', count = '0'] = process.argv.slice(2);
const db = connect(address);
for (let at = 0; at < Number(count); at++) {
	await inTransaction(db, (trx) => {
		recordNote(trx, `${name} ${at} a`);
		recordNote(trx, `${name} ${at} b`);
		return Promise.resolve();
	});
}
await db.destroy();
