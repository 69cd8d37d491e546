import * as v from 'valibot';

/** A value that is stored as JSON and outlives the code that wrote it: a certificate, a mail that waits. */
export interface Frozen<Value extends Plain> {
	/** JSON with the version beside the value's own fields; fields that the schema does not name are left out. */
	write(value: Value): string;
	/** The value in its newest shape, whichever version was written. Throws FrozenError. */
	read(text: string): Value;
	/** The same thing in its next version; what the one before wrote is upgraded whenever it is read. */
	changedTo<Next extends Plain>(
		schema: v.GenericSchema<Next>,
		upgrade: (before: Value) => Next
	): Frozen<Next>;
}

/** An object that leaves the key `version` free. */
type Plain = object & { version?: never };

/** Says what could not be read or written, and never what is in it. */
export class FrozenError extends Error {
	override readonly name = 'FrozenError';
	/** A version that this program does not know is one that another, newer or older, may still read. */
	readonly code: 'damaged' | 'unknown-version';

	constructor(what: string, code: FrozenError['code']) {
		super(`${what}: ${code === 'damaged' ? 'does not fit its schema' : 'unknown version'}`);
		this.code = code;
	}
}

/**
 * The first version of what `what` names in errors, such as `Programme of a release`. The schema decides the type, so
 * that a value it does not know cannot be written, nor one read that nobody expects.
 */
export function frozen<Value extends Plain>(
	what: string,
	schema: v.GenericSchema<Value>
): Frozen<Value> {
	return versioned(what, 1, schema, () => {
		throw new FrozenError(what, 'unknown-version');
	});
}

function versioned<Value extends Plain>(
	what: string,
	newest: number,
	schema: v.GenericSchema<Value>,
	readOlder: (version: number, fields: unknown) => Value
): Frozen<Value> {
	const readVersion = (version: number, fields: unknown) =>
		version === newest ? fitting(what, schema, fields) : readOlder(version, fields);
	return {
		write: (value) => JSON.stringify({ version: newest, ...fitting(what, schema, value) }),
		read(text) {
			const fields = fitting(what, written, text);
			if (fields.version > newest) throw new FrozenError(what, 'unknown-version');
			return readVersion(fields.version, fields);
		},
		changedTo: (next, upgrade) =>
			versioned(what, newest + 1, next, (version, fields) => upgrade(readVersion(version, fields)))
	};
}

const written = v.pipe(v.string(), v.parseJson(), v.looseObject({ version: v.number() }));

function fitting<Value>(
	what: string,
	schema: v.GenericSchema<unknown, Value>,
	value: unknown
): Value {
	const result = v.safeParse(schema, value);
	// Valibot's own message would quote the value.
	if (!result.success) throw new FrozenError(what, 'damaged');
	return result.output;
}
