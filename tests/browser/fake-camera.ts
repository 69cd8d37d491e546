import { create } from 'qrcode';

/** What a fake camera sees for a while: a QR code, or nothing. */
export interface Scene {
	code: string | null;
	seconds: number;
}

const width = 640;
const height = 480;
const framesPerSecond = 5;
const quiet = 4;
const table = 128;

/**
 * A film as YUV4MPEG2 that Chromium plays, over and over, in the place of a camera
 * (`--use-file-for-fake-video-capture`): tickets held on a grey table. Made without any other program.
 */
export function filmOf(scenes: Scene[]): Buffer {
	const header = Buffer.from(
		`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`
	);
	const colours = Buffer.alloc((width * height) / 2, 128);
	const frames = scenes.flatMap(({ code, seconds }) => {
		const frame = [Buffer.from('FRAME\n'), code === null ? emptyTable() : ticketOn(code), colours];
		return Array.from({ length: seconds * framesPerSecond }, () => frame).flat();
	});
	return Buffer.concat([header, ...frames]);
}

function emptyTable(): Buffer {
	return Buffer.alloc(width * height, table);
}

function ticketOn(code: string): Buffer {
	const { size, data } = create(code, { errorCorrectionLevel: 'Q' }).modules;
	const luma = emptyTable();
	const pixels = Math.floor((height * 0.7) / (size + 2 * quiet));
	const side = (size + 2 * quiet) * pixels;
	const left = Math.floor((width - side) / 2);
	const top = Math.floor((height - side) / 2);
	for (let y = 0; y < side; y++) {
		for (let x = 0; x < side; x++) {
			const row = Math.floor(y / pixels) - quiet;
			const column = Math.floor(x / pixels) - quiet;
			const inside = row >= 0 && row < size && column >= 0 && column < size;
			const dark = inside && data[row * size + column];
			luma[(top + y) * width + left + x] = dark ? 20 : 235;
		}
	}
	return luma;
}
