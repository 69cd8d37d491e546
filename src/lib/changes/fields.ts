import * as v from 'valibot';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { languages, type LocalizedText } from '#lib/platform/languages.ts';
import type { MessageKey } from '#lib/platform/messages.ts';
import {
	countryName,
	formatDay,
	formatInstant,
	formatNumber,
	languageName
} from '#lib/platform/format.ts';
import type { ChangeField } from './subject.ts';

/** The kinds of value that the log holds. Each says how it is stored and how it is read. */

export function textField(label: MessageKey): ChangeField<string> {
	return { schema: v.string(), shown: { label, show: (text) => text } };
}

/** A text in several languages: all of them, since a change may be in any. */
export function localizedField(label: MessageKey): ChangeField<LocalizedText> {
	return {
		schema: v.record(v.string(), v.string()),
		shown: {
			label,
			show: (texts) => languages.flatMap((language) => texts[language] || []).join(' / ')
		}
	};
}

/** A language by its ISO 639-1 code. */
export function languageField(label: MessageKey): ChangeField<string> {
	return {
		schema: v.string(),
		shown: { label, show: (code, { t }) => (code ? languageName(code, t.language) : '') }
	};
}

/** A country by its ISO 3166-1 code; empty where none is known. */
export function countryField(label: MessageKey): ChangeField<string> {
	return {
		schema: v.string(),
		shown: { label, show: (code, { t }) => (code ? countryName(code, t.language) : '') }
	};
}

export function countriesField(label: MessageKey): ChangeField<string[]> {
	return {
		schema: v.array(v.string()),
		shown: {
			label,
			show: (codes, { t }) => codes.map((code) => countryName(code, t.language)).join(', ')
		}
	};
}

export function dayField(label: MessageKey): ChangeField<Day | null> {
	return {
		schema: v.nullable(v.string()),
		shown: { label, show: (day, { t }) => (day ? formatDay(day, t.language) : '') }
	};
}

export function daysField(label: MessageKey): ChangeField<Day[]> {
	return {
		schema: v.array(v.string()),
		shown: {
			label,
			show: (days, { t }) => days.map((day) => formatDay(day, t.language)).join(', ')
		}
	};
}

/** A moment, by the clock at the venue. */
export function instantField(label: MessageKey): ChangeField<Instant | null> {
	return {
		schema: v.nullable(v.string()),
		shown: {
			label,
			show: (instant, { t, timeZone }) =>
				instant ? formatInstant(instant, timeZone, t.language) : ''
		}
	};
}

/** A number; null where there is none, such as no limit. */
export function numberField(label: MessageKey): ChangeField<number | null> {
	return {
		schema: v.nullable(v.number()),
		shown: {
			label,
			show: (number, { t }) => (number === null ? '' : formatNumber(number, t.language))
		}
	};
}

/** How many there were: the words of the verb speak of it. */
export function countField(): ChangeField<number> {
	return { schema: v.number(), shown: undefined };
}

/** Whether something is so: the verb tells which way it turned. */
export function flagField(): ChangeField<boolean> {
	return { schema: v.boolean(), shown: undefined };
}

/** Words that somebody wrote with a deed: they are shown beside its own. */
export function noteField(): ChangeField<string> {
	return { schema: v.string(), shown: undefined };
}

export function yesNoField(label: MessageKey): ChangeField<boolean> {
	return {
		schema: v.boolean(),
		shown: { label, show: (is, { t }) => t(is ? 'changes.yes' : 'changes.no') }
	};
}

export function listField(label: MessageKey): ChangeField<string[]> {
	return { schema: v.array(v.string()), shown: { label, show: (texts) => texts.join(', ') } };
}

/** One of several words, each with a message of its own. */
export function choiceField<Choice extends string>(
	label: MessageKey,
	choices: readonly Choice[],
	message: (choice: Choice) => MessageKey
): ChangeField<Choice> {
	return {
		schema: v.picklist(choices),
		shown: { label, show: (choice, { t }) => t(message(choice)) }
	};
}
