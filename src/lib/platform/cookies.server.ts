import type { Cookies } from '@sveltejs/kit';

/**
 * Has cookies sent over https alone where people reach the app by https, and only there: SvelteKit makes them so by
 * the name of the host, and a browser drops such a cookie from a plain address in the house.
 */
export function setCookiesFor(origin: string, cookies: Cookies): void {
	const secure = origin.startsWith('https:');
	const { set, serialize } = cookies;
	cookies.set = (name, value, options) => set(name, value, { secure, ...options });
	cookies.serialize = (name, value, options) => serialize(name, value, { secure, ...options });
}
