import type { Language } from '#lib/platform/languages.ts';
import { translator, type Translate } from '#lib/platform/messages.ts';
import { folders } from './languages.ts';

const kept = new Map<Language, Promise<Translate>>();

/** The translator of a language; its words are fetched once. */
export function loadTranslate(language: Language): Promise<Translate> {
	let translate = kept.get(language);
	if (!translate) {
		translate = folders[language].words().then((words) => translator(language, words.default));
		kept.set(language, translate);
	}
	return translate;
}
