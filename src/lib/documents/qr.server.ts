import { toBuffer } from 'qrcode';

/** A QR code as PNG for mails, whose readers seldom draw SVG: error correction Q, 8 pixels to a module. */
export function qrPng(text: string): Promise<Buffer> {
	return toBuffer(text, { type: 'png', errorCorrectionLevel: 'Q', margin: 4, scale: 8 });
}
