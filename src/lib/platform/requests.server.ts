import { error } from '@sveltejs/kit';

/** Whether a body is longer than that many bytes, or does not say how long it is. */
export function isLongerThan(request: Request, longest: number): boolean {
	if (['GET', 'HEAD'].includes(request.method)) return false;
	if (request.headers.has('transfer-encoding')) return true;
	return Number(request.headers.get('content-length') ?? 0) > longest;
}

/** An address that no page of ours has: with a NUL, which no text holds, or an action that every object inherits. */
export function isNonsense(url: URL): boolean {
	const action = [...url.searchParams.keys()].find((name) => name.startsWith('/'))?.slice(1);
	return /%00/.test(url.href) || (action !== undefined && action in Object.prototype);
}

/** Has `request.formData()` answer 400 to what is no form, or holds a NUL, instead of failing. */
export function readFormsCarefully(request: Request): void {
	const read = request.formData.bind(request);
	request.formData = async () => {
		const form = await read().catch(() => error(400, 'not a form'));
		for (const value of form.values()) {
			if (typeof value === 'string' && value.includes('\0')) error(400, 'no text');
		}
		return form;
	};
}
