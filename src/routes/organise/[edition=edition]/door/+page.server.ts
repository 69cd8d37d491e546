import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { closeDoor, openDoor } from '#lib/conference/commands.server.ts';
import { asOrganiser } from '#lib/conference/guard.server.ts';
import { listDevices } from '#lib/door/devices.server.ts';
import { listDoor } from '#lib/door/overview.server.ts';
import { createPairing, revokeDevice } from '#lib/door/commands.server.ts';
import { pairingForm, revokeForm } from '#lib/door/pairing.ts';
import { requireOrganiser } from '#lib/people/guard.server.ts';
import { instantNow } from '#lib/platform/clock.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { parseForm } from '#lib/platform/form.ts';
import { askedPage } from '#lib/platform/paging.ts';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	requireOrganiser(locals);
	const { edition } = await parent();
	const { id: editionId } = edition;
	const now = instantNow();
	const page = askedPage(url);
	return {
		door: await listDoor(locals.db, { editionId, page, now }),
		devices: await listDevices(locals.db, editionId),
		now,
		pairAddress: `${url.origin}/door/pair`
	};
};

export const actions: Actions = {
	open: async (event) => {
		const asked = await asOrganiser(event.locals, event.params);
		await openDoor(event.locals.db, asked);
		setFlash(event.cookies, { key: 'door.desk.opened' });
		redirect(303, `/organise/${event.params.edition}/door`);
	},
	close: async (event) => {
		const asked = await asOrganiser(event.locals, event.params);
		await closeDoor(event.locals.db, asked);
		setFlash(event.cookies, { key: 'door.desk.closed' });
		redirect(303, `/organise/${event.params.edition}/door`);
	},
	pair: async (event) => {
		const asked = await asOrganiser(event.locals, event.params);
		const form = parseForm(pairingForm, await event.request.formData());
		if (!form.ok) return fail(400, { values: form.values, problems: form.problems });
		const { deviceName, gate } = form.value;
		const { db } = event.locals;
		const pairing = await createPairing(db, { ...asked, deviceName, gate });
		// Shown in the answer itself: the code is in no address and kept nowhere.
		return { pairing: { ...pairing, deviceName, gate, madeAt: asked.now } };
	},
	revoke: async (event) => {
		const asked = await asOrganiser(event.locals, event.params);
		const form = parseForm(revokeForm, await event.request.formData());
		if (!form.ok) return fail(400, { refusal: 'door.desk.unknown-device' as const });
		const { deviceId } = form.value;
		const { db } = event.locals;
		const revoked = await revokeDevice(db, { ...asked, deviceId });
		if (!revoked.ok) return fail(409, { refusal: `door.desk.${revoked.reason}` as const });
		setFlash(event.cookies, { key: 'door.desk.revoked', values: { name: revoked.value.name } });
		redirect(303, `/organise/${event.params.edition}/door`);
	}
};
