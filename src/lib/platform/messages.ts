import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageKey } from '#messages/keys.ts';
import type { Language } from './languages.ts';

export type MessageValues = Record<string, string | number | Date>;
/** Words in one language, by room and key. */
export type Messages = Record<string, Record<string, string>>;
/** Says a message in the reader's language. Values fill its ICU placeholders. */
export interface Translate {
	(key: MessageKey, values?: MessageValues): string;
	readonly language: Language;
}

export type { MessageKey };

/** Messages are parsed when first said, then kept. A missing key or value throws: a test guards both. */
export function translator(language: Language, messages: Messages): Translate {
	const formats = new Map<string, IntlMessageFormat>();
	const translate = (key: MessageKey, values?: MessageValues): string => {
		let format = formats.get(key);
		if (!format) {
			const dot = key.indexOf('.');
			const text = messages[key.slice(0, dot)]?.[key.slice(dot + 1)];
			if (text === undefined) throw new Error(`No message "${key}" in ${language}`);
			format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
			formats.set(key, format);
		}
		return String(format.format(values));
	};
	return Object.assign(translate, { language });
}
