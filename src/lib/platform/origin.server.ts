const formTypes = [
	'application/x-www-form-urlencoded',
	'multipart/form-data',
	'text/plain',
	'application/x-sveltekit-formdata'
];

/**
 * True for a request that changes something and comes from a page of another site: its form type can be sent
 * across sites without asking (Fetch, 2.2.2), and its Origin header is missing or not ours.
 */
export function isForeignForm(request: Request, origin: string): boolean {
	if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	return (type === '' || formTypes.includes(type)) && request.headers.get('origin') !== origin;
}
