const often = 500;

/**
 * Stopping `npm start` with a signal stops npm and its shell, but the shell does not tell us: once it is gone, we
 * stop as if we had been told. A Ctrl-C reaches us by itself.
 */
export function stopWithNpm(): void {
	const shell = process.ppid;
	if (!process.env['npm_lifecycle_event']) return;
	const watch = setInterval(() => {
		if (process.ppid === shell) return;
		clearInterval(watch);
		process.kill(process.pid, 'SIGTERM');
	}, often);
	watch.unref();
}
