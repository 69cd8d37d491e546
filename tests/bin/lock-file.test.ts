import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockFile {
	packages: Record<
		string,
		{ resolved?: string; optionalDependencies?: Record<string, string>; version?: string }
	>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;

it('the lock file names what every kind of machine needs, whichever it was written on', () => {
	const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies).filter((name) => !isFound(path, name))
	);
	expect(missing).toEqual([]);
});

it('the lock file names no place to fetch packages from, so that each machine asks its own', () => {
	expect(Object.values(packages).filter(({ resolved }) => resolved)).toEqual([]);
});

/** Whether Node's way upwards from a package would meet one of this name. */
function isFound(from: string, name: string): boolean {
	for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
		if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
		if (!at) return false;
	}
}
