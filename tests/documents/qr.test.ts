import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { beforeAll, describe, expect, it } from 'vitest';
import { qrSvgPath } from '#lib/documents/qr.ts';
import { qrPng } from '#lib/documents/qr.server.ts';

const ticket = '7K3M9QXW2B4H6N8R';

describe('a QR code', () => {
	beforeAll(() => {
		const reader = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
		prepareZXingModule({ overrides: { wasmBinary: readFileSync(reader).buffer } });
	});

	it('of a ticket is the smallest there is, because capitals and digits are packed tighter', () => {
		expect(qrSvgPath(ticket).size).toBe(21 + 8);
		expect(qrSvgPath(ticket.toLowerCase()).size).toBe(25 + 8);
	});

	it('as a picture reads back as the ticket, at error correction Q', async () => {
		const [code] = await readBarcodes(new Uint8Array(await qrPng(ticket)));
		expect(code?.text).toBe(ticket);
		expect(code?.ecLevel).toBe('Q');
	});

	it('as a path draws the same modules as the picture', async () => {
		const { size, path } = qrSvgPath(ticket);
		const [code] = await readBarcodes(pixels(size, path));
		expect(code?.text).toBe(ticket);
	});
});

/** Paints the path's runs of modules into pixels, four to a module. */
function pixels(size: number, path: string): ImageData {
	const scale = 4;
	const width = size * scale;
	const colours = new Uint8ClampedArray(width * width * 4).fill(255);
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
		for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
			const start = (row * width + Number(x) * scale) * 4;
			for (let at = start; at < start + Number(length) * scale * 4; at += 4) {
				colours.fill(0, at, at + 3);
			}
		}
	}
	return { width, height: width, data: colours, colorSpace: 'srgb' } as ImageData;
}
