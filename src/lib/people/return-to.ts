/**
 * A place on this site to go back to, or `/`. Anything that a browser could read as another site is dropped:
 * `//evil.example`, `/\evil.example`, a scheme, a control character that browsers strip.
 */
export function localPath(text: string | null | undefined): string {
	if (!text || text.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text)) return '/';
	const url = new URL(text, 'https://here.invalid');
	return url.origin === 'https://here.invalid' && !url.pathname.startsWith('//')
		? url.pathname + url.search
		: '/';
}
