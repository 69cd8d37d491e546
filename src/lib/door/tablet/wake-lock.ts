/** Keeps the screen on while the page is looked at. Ends with what is returned; does nothing where it cannot. */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | undefined;
	const take = () => {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		navigator.wakeLock.request('screen').then(
			(taken) => (lock = taken),
			() => undefined
		);
	};
	take();
	document.addEventListener('visibilitychange', take);
	return () => {
		document.removeEventListener('visibilitychange', take);
		void lock?.release();
	};
}
