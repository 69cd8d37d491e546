import { sveltekit } from '@sveltejs/kit/vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const onOneEngine = (engine: 'sqlite' | 'postgres') => ({
	extends: true as const,
	test: {
		name: `data on ${engine}`,
		include: ['tests/**/*.data.test.ts'],
		env: { ENGINE: engine },
		globalSetup: engine === 'postgres' ? ['tests/postgres.ts'] : []
	}
});

export default defineConfig(({ mode }) => ({
	// The command line is built from the same modules as the server, without SvelteKit around them.
	plugins: mode === 'bin' ? [svelte()] : [sveltekit()],
	build: mode === 'bin' ? { emptyOutDir: true, target: 'node24' } : {},
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/**/*.data.test.ts', 'tests/browser/**']
				}
			},
			onOneEngine('sqlite'),
			onOneEngine('postgres')
		],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		maxWorkers: 2
	}
}));
