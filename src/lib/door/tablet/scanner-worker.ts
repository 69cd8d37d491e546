import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Reads QR codes off the main thread. The WebAssembly is our own copy: by default it would come from a CDN. */
void prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });

export interface Frame {
	width: number;
	height: number;
	/** RGBA. */
	pixels: ArrayBuffer;
}

addEventListener('message', ({ data: frame }: MessageEvent<Frame>) => {
	const image = new ImageData(new Uint8ClampedArray(frame.pixels), frame.width, frame.height);
	readBarcodes(image, {
		formats: ['QRCode'],
		tryHarder: true,
		tryInvert: true,
		tryDownscale: true,
		maxNumberOfSymbols: 1
	}).then(
		(codes) => postMessage(codes.find(({ isValid }) => isValid)?.text),
		() => postMessage(undefined)
	);
});
