import type { Component } from 'svelte';
import { render } from 'svelte/server';
import type { Translate } from '#lib/platform/messages.ts';
import { mailSheet, mailStyle } from './mail-style.ts';

/** A mail's HTML document from a component that draws a `MailLayout`; deterministic, in the language of `t`. */
export function renderMail<Props extends { t: Translate }>(
	Mail: Component<Props>,
	props: Props
): string {
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- svelte's own type cannot follow generic props
	const { head, body } = render(Mail as Component<any>, { props });
	return `<!doctype html>
<html lang="${props.t.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
${head.replace(hydrationMarks, '')}
<style>${mailSheet}</style>
</head>
<body class="m-page" style="${mailStyle.page}">
${body.replace(hydrationMarks, '')}
</body>
</html>
`;
}

// Svelte leaves them for the browser's script, which a mail has none of.
const hydrationMarks = /<!--[^>]*-->/g;
