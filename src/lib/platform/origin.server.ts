const formTypes = [
	'application/x-www-form-urlencoded',
	'multipart/form-data',
	'text/plain',
	'application/x-sveltekit-formdata'
];

/**
 * True for a request that changes something and comes from a page of another site: its form type can be sent
 * across sites without asking (Fetch, 2.2.2), and no page of ours sent it.
 */
export function isForeignForm(request: Request, origin: string): boolean {
	if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (type !== '' && !formTypes.includes(type)) return false;
	return !isFromOwnPage(request, origin);
}

/**
 * Whether the Origin header names `origin`, or the host that was asked: the latter lets a school open the app by
 * its address in the house, too. False without the header.
 */
export function isFromOwnPage(request: Request, origin: string): boolean {
	const sender = request.headers.get('origin');
	return sender === origin || hostOf(sender) === request.headers.get('host');
}

function hostOf(origin: string | null): string | undefined {
	return origin && URL.canParse(origin) ? new URL(origin).host : undefined;
}
