import adapter from '@sveltejs/adapter-node';

// Out of the way of formatting, linting and type checks, yet below the packages it runs with.
const out = '../../../node_modules/.cache/bare';

export default { kit: { adapter: adapter({ out: `${out}/build` }), outDir: `${out}/kit` } };
