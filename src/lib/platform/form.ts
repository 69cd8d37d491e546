import { decode } from 'decode-formdata';
import * as v from 'valibot';
import { isId } from './ids.ts';
import type { MessageKey } from './messages.ts';

type FormShape = v.ObjectEntries;
/** Which fields are not single texts, as `decode-formdata` names them: `arrays: ['partners']`, `files: ['list']`. */
export interface FormHints {
	arrays?: string[];
	booleans?: string[];
	files?: string[];
	numbers?: string[];
}

export type FormValues = Record<string, unknown>;
/** By field path, such as `title.en` or `days.0.opens`: the message that says what to mend. */
export type FormProblems = Record<string, MessageKey>;

export type ParsedForm<Value> =
	| { ok: true; value: Value; values: FormValues }
	| { ok: false; values: FormValues; problems: FormProblems };

/**
 * Reads a posted form with a feature's schema. Schemas name their messages by key (`v.nonEmpty('form.required')`).
 * What was typed comes back in `values`, files left out, so that a page can show it again.
 */
export function parseForm<Schema extends v.ObjectSchema<FormShape, undefined> | v.GenericSchema>(
	schema: Schema,
	form: FormData,
	hints: FormHints = {}
): ParsedForm<v.InferOutput<Schema>> {
	const decoded = decode<FormValues>(ourFields(form, hints.files), hints);
	const values = Object.fromEntries(
		Object.entries(decoded).filter(([name]) => !hints.files?.includes(name))
	);
	const result = v.safeParse(schema, decoded);
	if (result.success) return { ok: true, value: result.output, values };
	const problems: FormProblems = {};
	for (const issue of result.issues) {
		const path = v.getDotPath(issue) ?? 'form';
		problems[path] ??= isKey(issue.message) ? issue.message : 'form.invalid';
	}
	return { ok: false, values, problems };
}

/** The id that a form was drawn with for what it makes; undefined where it brings none that we could have made. */
export function idIn(form: FormData): string | undefined {
	const id = String(form.get('id') ?? '');
	return isId(id) ? id : undefined;
}

/** A name as our pages write it: `title.en`, `days.0.opens`. */
const fieldName = /^[a-z][a-z0-9-]*(?:\.(?:[a-z][a-z0-9-]*|\d{1,3}))*$/i;
const longestName = 100;

/**
 * The fields that our pages could have posted. `decode-formdata` walks a name's parts through what every object inherits
 * (`toString.call` would change that function for the whole process) and makes room for any index.
 */
function ourFields(form: FormData, files: string[] = []): FormData {
	const ours = new FormData();
	const names = new Set([...form.keys()].filter(isOurs));
	for (const [name, value] of form) {
		if (!names.has(name) || isWithinText(name, names)) continue;
		if (typeof value === 'string') ours.append(name, value);
		else if (files.includes(name)) ours.append(name, value);
	}
	return ours;
}

function isOurs(name: string): boolean {
	return (
		name.length <= longestName &&
		fieldName.test(name) &&
		!name.split('.').some((part) => part in Object.prototype)
	);
}

/** `title.en` beside a field `title`: the one cannot be within the other. */
function isWithinText(name: string, names: Set<string>): boolean {
	const parts = name.split('.');
	return parts.some((_, at) => at > 0 && names.has(parts.slice(0, at).join('.')));
}

// valibot's own English sentences hold spaces; our keys never do.
function isKey(message: string): message is MessageKey {
	return /^[a-z-]+\.[a-z0-9.-]+$/i.test(message);
}
