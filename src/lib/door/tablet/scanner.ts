import type { Frame } from './scanner-worker.ts';

/** Why there is no picture: refused by the person, no camera, taken by another app, or a page without https. */
export type CameraProblem = 'denied' | 'missing' | 'busy' | 'insecure';

/** Some WebKit builds never tell of a frame. */
const longestFrame = 250;
const shortestPause = 60;

/** A camera that reads QR codes from its picture. */
export class Scanner {
	readonly #video: HTMLVideoElement;
	readonly #found: (text: string) => void;
	readonly #canvas = document.createElement('canvas');
	readonly #failed: () => void;
	#worker: Worker | undefined;
	#stream: MediaStream | undefined;
	#running = false;
	#stopped = false;

	/** `failed` is called when the reading stops by itself. */
	constructor(video: HTMLVideoElement, found: (text: string) => void, failed: () => void) {
		this.#video = video;
		this.#found = found;
		this.#failed = failed;
	}

	/** Resolves when the picture is there; a problem when it cannot be. */
	async start(): Promise<CameraProblem | undefined> {
		if (!('mediaDevices' in navigator)) return 'insecure';
		try {
			const stream = await navigator.mediaDevices.getUserMedia({
				audio: false,
				video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
			});
			this.#stream = stream;
			if (this.#stopped) return this.stop();
			this.#track?.addEventListener('ended', () => this.#fail());
			document.addEventListener('visibilitychange', this.#wake);
			this.#video.srcObject = stream;
			await this.#video.play();
		} catch (error) {
			this.stop();
			return problemOf(error);
		}
		this.#worker = new Worker(new URL('./scanner-worker.ts', import.meta.url), { type: 'module' });
		this.#worker.addEventListener('message', ({ data: text }: MessageEvent<string | undefined>) => {
			if (text) this.#found(text);
			this.#next();
		});
		this.#worker.addEventListener('error', () => this.#fail());
		this.#running = true;
		this.#next();
		return undefined;
	}

	/** For good; also while it still starts. */
	stop(): undefined {
		this.#stopped = true;
		this.#running = false;
		document.removeEventListener('visibilitychange', this.#wake);
		this.#worker?.terminate();
		for (const track of this.#stream?.getTracks() ?? []) track.stop();
		this.#stream = undefined;
		this.#video.srcObject = null;
	}

	/** True where the camera has a lamp. */
	get hasLamp(): boolean {
		const capabilities = this.#track?.getCapabilities?.() as { torch?: boolean } | undefined;
		return capabilities?.torch === true;
	}

	async setLamp(on: boolean): Promise<void> {
		await this.#track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
	}

	/** iOS pauses the picture of a page that was away. */
	readonly #wake = () => {
		if (document.visibilityState === 'visible') this.#video.play().catch(() => this.#fail());
	};

	#fail(): void {
		if (this.#stopped) return;
		this.stop();
		this.#failed();
	}

	get #track(): MediaStreamTrack | undefined {
		return this.#stream?.getVideoTracks()[0];
	}

	/** Hands over the next frame, whichever comes first: the browser's word or the timer's. */
	#next(): void {
		if (!this.#running) return;
		let taken = false;
		const take = () => {
			if (taken || !this.#running) return;
			taken = true;
			this.#send();
		};
		setTimeout(() => {
			this.#video.requestVideoFrameCallback?.(take);
			setTimeout(take, longestFrame);
		}, shortestPause);
	}

	#send(): void {
		const { videoWidth: width, videoHeight: height } = this.#video;
		const drawing = this.#canvas.getContext('2d', { willReadFrequently: true });
		if (width === 0 || !drawing) return this.#next();
		if (this.#canvas.width !== width || this.#canvas.height !== height) {
			this.#canvas.width = width;
			this.#canvas.height = height;
		}
		drawing.drawImage(this.#video, 0, 0);
		const pixels = drawing.getImageData(0, 0, width, height).data.buffer;
		const frame: Frame = { width, height, pixels };
		this.#worker?.postMessage(frame, [pixels]);
	}
}

function problemOf(error: unknown): CameraProblem {
	const name = error instanceof Error ? error.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
	return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy';
}
