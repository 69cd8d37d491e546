import * as v from 'valibot';
import type { MessageKey, Translate } from '#lib/platform/messages.ts';

/** To whom a change is told: in which language, and by which clock (an IANA name). */
export interface ChangeAudience {
	t: Translate;
	timeZone: string;
}

/** One thing that can be said of a subject before and after a change. */
export interface ChangeField<Value> {
	schema: v.GenericSchema<unknown, Value>;
	/** How people read it; undefined where the verb says all there is to say. */
	shown:
		| {
				label: MessageKey;
				/** The value in words; an empty text says that there is none. */
				show: (value: Value, reader: ChangeAudience) => string;
		  }
		| undefined;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a field takes the values that its own schema gives
type Fields = Record<string, ChangeField<any>>;
type ValuesOf<F extends Fields> = {
	[Name in keyof F]?: F[Name] extends ChangeField<infer Value> ? Value : never;
};

/** A kind of thing that is changed, such as a talk, and what the log holds of it. */
export interface ChangeSubject<Values extends object = object> {
	kind: ChangeKind;
	/** Raised when a field gets another meaning; rows of an older version are told by their verb alone. */
	version: number;
	/** Text to store. Throws for values that do not fit the fields. */
	write: (values: Values) => string;
	/** The reverse; undefined for text of another version, and for damage. */
	read: (text: string, version: number) => Values | undefined;
	/** The fields that are otherwise than before, in their order and in words. */
	compare: (
		before: string | null,
		after: string | null,
		version: number,
		reader: ChangeAudience
	) => ChangedField[];
}

/** The values that may be said of a subject before or after a change. */
export type ChangedValues<Subject> = Subject extends ChangeSubject<infer Values> ? Values : never;

export interface ChangedField {
	label: string;
	before: string;
	after: string;
}

/** Everything that the log speaks of; the page of what was done filters by it. */
export const changeKinds = [
	'mail',
	'login',
	'organisation',
	'organiser',
	'person',
	'edition',
	'door',
	'project',
	'mobility',
	'talk',
	'guest',
	'agenda-item',
	'release',
	'invitations',
	'calendars',
	'device',
	'certificate'
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Declares what the log holds of a kind of subject: all fields are optional, a change names those it is about. */
export function changeSubject<F extends Fields>(
	kind: ChangeKind,
	version: number,
	fields: F
): ChangeSubject<ValuesOf<F>> {
	const schema = v.partial(
		v.strictObject(
			Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema]))
		)
	);
	const read = (text: string, of: number): ValuesOf<F> | undefined => {
		if (of !== version) return undefined;
		const parsed = v.safeParse(schema, parsedJson(text));
		return parsed.success ? (parsed.output as ValuesOf<F>) : undefined;
	};
	return {
		kind,
		version,
		write: (values) => JSON.stringify(v.parse(schema, values)),
		read,
		compare(before, after, of, reader) {
			const one: ValuesOf<F> | undefined = before === null ? {} : read(before, of);
			const other: ValuesOf<F> | undefined = after === null ? {} : read(after, of);
			if (!one || !other) return [];
			return Object.entries(fields).flatMap(([name, { shown }]) => {
				// What is said on one side alone was not changed, but told.
				if (!shown || one[name] === undefined || other[name] === undefined) return [];
				const was = shown.show(one[name], byOwnClock(one, reader));
				const is = shown.show(other[name], byOwnClock(other, reader));
				return was === is ? [] : [{ label: reader.t(shown.label), before: was, after: is }];
			});
		}
	};
}

/** Settings are told by the clock that they themselves name: another zone moves no deadline that stays at its time. */
function byOwnClock(values: object, reader: ChangeAudience): ChangeAudience {
	const timeZone = 'timeZone' in values ? values.timeZone : undefined;
	return typeof timeZone === 'string' && timeZone !== '' ? { ...reader, timeZone } : reader;
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
