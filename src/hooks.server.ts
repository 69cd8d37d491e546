import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import {
	openApp,
	previewMailOf,
	rememberOrigin,
	startCalendars,
	startHousekeeping,
	startMail,
	type App
} from './app.server.ts';
import { longestBodyOf } from './body-limits.ts';
import { cachePublicPages } from './cached-pages.server.ts';
import { audienceOf } from './page-audiences.ts';
import { withQueryCount } from '#lib/db/query-count.ts';
import { deviceCookie, recogniseDevice } from '#lib/door/devices.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { readLogin } from '#lib/people/logins.server.ts';
import { acceptedLanguage, isLanguage, languageFor } from '#lib/platform/languages.ts';
import { describeError, log } from '#lib/platform/log.server.ts';
import { setCookiesFor } from '#lib/platform/cookies.server.ts';
import { requestSeconds } from '#lib/platform/metrics.server.ts';
import { isLongerThan, isNonsense, readFormsCarefully } from '#lib/platform/requests.server.ts';
import { isForeignForm } from '#lib/platform/origin.server.ts';
import { loadTranslate } from '#messages/load.ts';

let app: App;

export const init: ServerInit = async () => {
	app = await openApp(readConfig());
	await rememberOrigin(app);
	const mail = startMail(app);
	const stopCalendars = startCalendars(app);
	const stopHousekeeping = startHousekeeping(app);
	// adapter-node says so once the last request is answered; open connections would keep the process alive.
	process.once('sveltekit:shutdown', () => {
		void Promise.all([mail.stop(), stopCalendars(), stopHousekeeping()]).then(() =>
			app.db.destroy()
		);
	});
};

const oneYear = 31_536_000;

/** Every request gets an id and one log line that names the route, never the address as requested. */
const logRequest: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	event.locals.requestId = randomUUID();
	const say = (status: number, queries?: number) => {
		const milliseconds = performance.now() - started;
		const { method } = event.request;
		const route = event.route.id;
		requestSeconds.observe({ route: route ?? 'none', method, status }, milliseconds / 1_000);
		log.info({
			requestId: event.locals.requestId,
			method,
			route,
			status,
			queries,
			milliseconds: Math.round(milliseconds)
		});
	};
	try {
		const { value: response, queries } = await withQueryCount(async () => resolve(event));
		response.headers.set('x-request-id', event.locals.requestId);
		say(response.status, queries);
		return response;
	} catch (error) {
		// Something in the corridor failed, such as the database: the monitor must hear of it.
		say(500);
		throw error;
	}
};

const setHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	// A mail's preview stands in a frame of our own.
	if (!response.headers.has('x-frame-options')) response.headers.set('x-frame-options', 'DENY');
	response.headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
	// What stands there is for who is signed in; they may look at it again by the back button.
	if (event.locals.person && !response.headers.has('cache-control')) {
		response.headers.set('cache-control', 'private, no-cache');
	}
	if (app.config.origin.startsWith('https:')) {
		response.headers.set('strict-transport-security', `max-age=${oneYear}`);
	}
	return response;
};

const refuseNonsense: Handle = ({ event, resolve }) =>
	isNonsense(event.url)
		? new Response(`${event.locals.t('ui.error.not-found.title')}\n`, { status: 404 })
		: resolve(event);

/** Where a form may come from anywhere: its token is all the right it needs (RFC 8058). */
const openToForms = ['/rsvp/[token=token]/unsubscribe'];

const refuseForeignForms: Handle = ({ event, resolve }) => {
	if (
		isForeignForm(event.request, event.url.origin) &&
		!openToForms.includes(event.route.id ?? '')
	) {
		return new Response(`${event.locals.t('form.foreign')}\n`, { status: 403 });
	}
	return resolve(event);
};

const refuseLongBodies: Handle = ({ event, resolve }) => {
	const { request, route, locals } = event;
	if (isLongerThan(request, longestBodyOf(route.id))) {
		return new Response(`${locals.t('form.too-much')}\n`, { status: 413 });
	}
	readFormsCarefully(request);
	return resolve(event);
};

const openRooms: Handle = ({ event, resolve }) => {
	event.locals.config = app.config;
	setCookiesFor(app.config.origin, event.cookies);
	event.locals.db = app.db;
	event.locals.tokens = app.tokens;
	event.locals.vault = app.vault;
	event.locals.previewMail = (mailId) => previewMailOf(app, mailId);
	return resolve(event);
};

const signIn: Handle = async ({ event, resolve }) => {
	const { db, config } = event.locals;
	const login = await readLogin({ db, origin: config.origin }, event.cookies);
	event.locals.person = login?.person;
	event.locals.loginId = login?.id;
	return resolve(event);
};

/** Which tablet this is; only the door's pages ask. */
const recogniseDoor: Handle = async ({ event, resolve }) => {
	const token =
		event.route.id?.startsWith('/door') && event.cookies.get(deviceCookie(app.config.origin));
	event.locals.device = token ? await recogniseDevice(app.db, token, instantNow()) : undefined;
	return resolve(event);
};

/** The language in the URL, else the one chosen before, else the browser's. */
const chooseLanguage: Handle = async ({ event, resolve }) => {
	const inUrl = event.url.pathname.split('/')[1];
	const chosen = event.cookies.get('language');
	event.locals.language = isLanguage(inUrl)
		? inUrl
		: isLanguage(chosen)
			? chosen
			: acceptedLanguage(event.request.headers.get('accept-language'));
	const audience = audienceOf(event.route.id);
	event.locals.t = await loadTranslate(languageFor(audience, event.locals.language));
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', event.locals.t.language),
		// Of the faces, only what nearly every page shows at once.
		preload: ({ type, path }) => type !== 'font' || /-latin-(opsz|wght)-normal/.test(path)
	});
	if (isLanguage(inUrl) && inUrl !== chosen) {
		// Beside the page rather than part of it, so that a page which is kept holds nobody's choice.
		const cookie = { path: '/', maxAge: oneYear, httpOnly: false };
		response.headers.append('set-cookie', event.cookies.serialize('language', inUrl, cookie));
	}
	return response;
};

export const handle: Handle = sequence(
	logRequest,
	setHeaders,
	openRooms,
	signIn,
	recogniseDoor,
	chooseLanguage,
	refuseNonsense,
	refuseForeignForms,
	refuseLongBodies,
	cachePublicPages
);

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status < 500) return { message: 'not found', requestId: event.locals.requestId };
	log.error({ requestId: event.locals.requestId, route: event.route.id, ...describeError(error) });
	return { message: 'failed', requestId: event.locals.requestId };
};
