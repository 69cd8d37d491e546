import { unguarded } from '#lib/db/transaction.ts';
import { randomBytes } from 'node:crypto';
import type { Database } from '#lib/db/connect.ts';
import type { AnswerTable } from '#lib/db/schema/guests.ts';
import type { Device } from '#lib/door/devices.server.ts';
import { newId } from '#lib/platform/ids.ts';
import { randomCode, sha256 } from '#lib/platform/random.server.ts';
import { fold } from '#lib/platform/text.ts';
import { makeOrganisation, makePerson, now } from './people.ts';

/** A paired tablet and the token in its cookie. */
export async function makeDevice(
	db: Database,
	row: Partial<Device> & { editionId: string; revokedAt?: string }
): Promise<Device & { token: string }> {
	const { revokedAt = null, ...parts } = row;
	const token = randomBytes(32).toString('base64url');
	const device = { id: newId(), name: 'Tablet 1', gate: 'Main entrance', pairedAt: now, ...parts };
	await unguarded(db)
		.insertInto('device')
		.values({ ...device, tokenHash: sha256(token), seenAt: device.pairedAt, revokedAt })
		.execute();
	return { ...device, token };
}

export interface HeldTicket {
	guestId: string;
	code: string;
	companions: { id: string; code: string }[];
}

/** A guest as the door knows one: a name, a ticket, an answer, and companions with tickets of their own. */
export async function makeTicket(
	db: Database,
	ticket: {
		editionId: string;
		name?: string;
		organisation?: string;
		answer?: AnswerTable['answer'] | null;
		companions?: string[];
		removedAt?: string;
	}
): Promise<HeldTicket> {
	const organisation =
		ticket.organisation && (await makeOrganisation(db, { name: ticket.organisation }));
	const person = await makePerson(db, {
		...(ticket.name && { name: ticket.name }),
		organisationId: organisation ? organisation.id : null
	});
	const guest = { id: newId(), ticketCode: randomCode(16) };
	await unguarded(db)
		.insertInto('guest')
		.values({
			...guest,
			editionId: ticket.editionId,
			personId: person.id,
			source: 'organiser',
			role: 'guest',
			linkVersion: 1,
			createdAt: now,
			invitedAt: null,
			removedAt: ticket.removedAt ?? null
		})
		.execute();
	if (ticket.answer !== null) {
		await unguarded(db)
			.insertInto('answer')
			.values({
				id: newId(),
				guestId: guest.id,
				number: 1,
				answer: ticket.answer ?? 'yes',
				language: 'en',
				certificateName: '',
				givenBy: 'guest',
				byPersonId: null,
				at: now
			})
			.execute();
	}
	const companions: HeldTicket['companions'] = [];
	for (const name of ticket.companions ?? []) {
		const companion = { id: newId(), ticketCode: randomCode(16) };
		await unguarded(db)
			.insertInto('companion')
			.values({
				...companion,
				guestId: guest.id,
				name,
				nameFolded: fold(name),
				addedAt: now,
				removedAt: null
			})
			.execute();
		companions.push({ id: companion.id, code: companion.ticketCode });
	}
	return { guestId: guest.id, code: guest.ticketCode, companions };
}
