import { inLanguage } from '#lib/platform/languages.ts';
import { nameOf } from '#lib/people/person.ts';
import type { Translate } from '#lib/platform/messages.ts';
import type { Talk } from '#lib/talks/talk.ts';
import type { Clash } from './clashes.ts';
import type { AgendaItem } from './item.ts';

/** The speakers, as organisers see them: one without a name yet by their address. */
export function speakersInWords({ speakers }: Pick<Talk, 'speakers'>): string {
	return speakers.map(nameOf).join(', ');
}

/** A clash in a sentence that names the items, the room or the person. */
export function clashInWords(
	clash: Clash,
	{
		t,
		items,
		rooms
	}: { t: Translate; items: readonly AgendaItem[]; rooms: readonly { id: string; name: string }[] }
): string {
	const title = (id: string | undefined) => {
		const item = items.find((one) => one.id === id);
		return item ? inLanguage(item.title, t.language) : '';
	};
	const [first, second] = clash.items;
	const values = { first: title(first), second: title(second) };
	switch (clash.kind) {
		case 'room-taken': {
			const room = rooms.find(({ id }) => id === clash.roomId)?.name ?? '';
			return t('agenda.clash.room-taken', { ...values, room });
		}
		case 'speaker-twice':
			return t('agenda.clash.speaker-twice', { ...values, name: clash.name });
		case 'outside-day':
			return t('agenda.clash.outside-day', values);
		case 'talk-gone':
			return t('agenda.clash.talk-gone', values);
		case 'unconfirmed':
			return t('agenda.clash.unconfirmed', values);
		case 'unnamed-speaker':
			return t('agenda.clash.unnamed-speaker', { ...values, email: clash.email });
		case 'other-length':
			return t('agenda.clash.other-length', {
				...values,
				wished: clash.wished,
				minutes: clash.minutes
			});
	}
}
