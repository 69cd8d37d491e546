import { create, type QRCode } from 'qrcode';

/** Light modules around the code, without which readers do not find it (ISO/IEC 18004, 6.3.8). */
const quiet = 4;

/**
 * A QR code as one SVG path over a square of `size` modules, the quiet zone included. A quarter of it may be
 * dirty or worn (level Q). Text of capitals, digits and ` $%*+-./:` takes the denser alphanumeric mode.
 */
export function qrSvgPath(text: string): { size: number; path: string } {
	const { size, data } = modulesOf(text);
	const path: string[] = [];
	for (let row = 0; row < size; row += 1) {
		let column = 0;
		while (column < size) {
			const start = column;
			while (column < size && data[row * size + column]) column += 1;
			const width = column - start;
			if (width > 0) path.push(`M${start + quiet} ${row + quiet}h${width}v1h-${width}z`);
			else column += 1;
		}
	}
	return { size: size + 2 * quiet, path: path.join('') };
}

function modulesOf(text: string): QRCode['modules'] {
	return create(text, { errorCorrectionLevel: 'Q' }).modules;
}
