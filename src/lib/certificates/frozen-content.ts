import * as v from 'valibot';
import { frozen } from '#lib/platform/frozen.ts';
import { languages } from '#lib/platform/languages.ts';
import { localizedText } from '#lib/platform/stored-fields.ts';
import { talkFormats } from '#lib/talks/talk.ts';

/** How what a certificate says is stored; `CertificateContent` says what its fields mean. */
export const frozenContent = frozen(
	'Content of a certificate',
	v.object({
		name: v.string(),
		language: v.picklist(languages),
		event: localizedText,
		place: v.string(),
		timeZone: v.string(),
		daysOn: v.array(v.string()),
		minutes: v.number(),
		talks: v.array(
			v.object({ format: v.picklist(talkFormats), title: v.string(), project: v.string() })
		),
		issuer: v.string()
	})
);
