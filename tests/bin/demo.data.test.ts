import { expect, it } from 'vitest';
import { makeSample } from '../../src/bin/demo.ts';
import type { App } from '../../src/app.server.ts';
import { useDatabase } from '../database.ts';
import { makeEdition } from '../factories.ts';

const held = useDatabase();

it('a demo beside a conference that is there already is refused, and leaves nobody behind', async () => {
	await makeEdition(held.db, { slug: 'spring' });
	await expect(makeSample({ db: held.db } as App)).rejects.toThrow('holds a conference already');
	expect(await held.db.selectFrom('person').selectAll().execute()).toEqual([]);
	expect(await held.db.selectFrom('organiser').selectAll().execute()).toEqual([]);
	expect(await held.db.selectFrom('change').selectAll().execute()).toEqual([]);
});
