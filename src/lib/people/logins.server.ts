import type { Cookies } from '@sveltejs/kit';
import { Lucia, TimeSpan } from 'lucia';
import type { Database } from '#lib/db/connect.ts';
import { sha256 } from '#lib/platform/random.server.ts';
import { loginAdapter } from './login-adapter.server.ts';
import type { SignedIn } from './person.ts';

/** Where logins are kept, and the address people reach us at: on https the cookie is bound to it. */
export interface LoginPlace {
	db: Database;
	origin: string;
}

export interface Login {
	/** The row's id: the hash of the cookie's value. */
	id: string;
	person: SignedIn;
}

/** A login lasts 30 days and is renewed while it is used. */
const lasts = new TimeSpan(30, 'd');

function lucia({ db, origin }: LoginPlace) {
	const secure = origin.startsWith('https:');
	return new Lucia(loginAdapter(db), {
		sessionExpiresIn: lasts,
		sessionCookie: {
			// The prefix has browsers refuse a cookie that a neighbouring subdomain set (RFC 6265bis, 4.1.3.2).
			name: secure ? '__Host-login' : 'login',
			attributes: { secure, sameSite: 'lax', path: '/' }
		},
		getUserAttributes: (person) => ({ person })
	});
}

/** The login a browser's cookie stands for; renews it when half its time is over. */
export async function readLogin(place: LoginPlace, cookies: Cookies): Promise<Login | undefined> {
	const logins = lucia(place);
	const value = cookies.get(logins.sessionCookieName);
	if (!value) return undefined;
	const { session, user } = await logins.validateSession(value);
	if (!session) {
		setCookie(cookies, logins.createBlankSessionCookie());
		return undefined;
	}
	if (session.fresh) setCookie(cookies, logins.createSessionCookie(value));
	return { id: sha256(value), person: user.person };
}

/** Signs a browser in. A login it had before ends; logins that are over are cleared away. */
export async function startLogin(
	place: LoginPlace,
	cookies: Cookies,
	personId: string
): Promise<void> {
	const logins = lucia(place);
	await endLogin(place, cookies);
	await logins.deleteExpiredSessions();
	const { id } = await logins.createSession(personId, {});
	setCookie(cookies, logins.createSessionCookie(id));
}

/** Signs this browser out. */
export async function endLogin(place: LoginPlace, cookies: Cookies): Promise<void> {
	const logins = lucia(place);
	const value = cookies.get(logins.sessionCookieName);
	if (value) await logins.invalidateSession(value);
	setCookie(cookies, logins.createBlankSessionCookie());
}

function setCookie(
	cookies: Cookies,
	cookie: ReturnType<ReturnType<typeof lucia>['createSessionCookie']>
) {
	cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
}
