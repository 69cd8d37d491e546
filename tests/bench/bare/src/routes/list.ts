/** A day of 48 items in four rooms, as a programme page shows them: the constant that both sides render. */
export interface ListedItem {
	id: string;
	starts: string;
	ends: string;
	room: string;
	title: string;
	project: string;
	abstract: string;
	speakers: { name: string; from: string }[];
}

const rooms = ['Aula', 'Bibliotēka', 'Darbnīca', 'Vestibils'];
const twoDigits = (number: number) => String(number).padStart(2, '0');
const clock = (minutes: number) =>
	`${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;

export const list: ListedItem[] = Array.from({ length: 48 }, (_, at) => {
	const starts = 9 * 60 + Math.floor(at / rooms.length) * 40;
	return {
		id: `item-${at + 1}`,
		starts: clock(starts),
		ends: clock(starts + 30),
		room: rooms[at % rooms.length] ?? '',
		title: `What we learned abroad, part ${at + 1}: “the same trade, another bench” & more`,
		project: 'SEM@SCHOOLS',
		abstract:
			'Two learners and their tutor compare a carpenter’s day at home and in Germany: hours, tools, safety, pay and the coffee break. They brought pictures, a chair and a list of questions.',
		speakers: [
			{ name: `Raivis Zariņš ${at + 1}`, from: 'Daugavpils tehnikums, Latvia' },
			{ name: `Björn Groß ${at + 1}`, from: 'Berufsschule Mühlgrün, Germany' }
		]
	};
});
