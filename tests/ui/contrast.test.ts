import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Theme = 'light' | 'dark';

const css = readFileSync('src/app.css', 'utf8');
const colours = new Map(
	[...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
		([, name = '', light = '', dark = '']) => [name, { light, dark }]
	)
);

function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5]
		.map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string, theme: Theme): number {
	const [a, b] = [one, other].map((name) => luminance(colours.get(name)?.[theme] ?? '#888888'));
	const [light = 0, dark = 0] = [a ?? 0, b ?? 0].sort((x, y) => y - x);
	return (light + 0.05) / (dark + 0.05);
}

const grounds = ['paper', 'surface', 'sunken'];
const states = ['carmine', 'pine', 'ochre', 'slate'];
const text = [
	...['ink', 'quiet', 'carmine-deep', ...states].flatMap((name) => grounds.map((g) => [name, g])),
	...states.map((name) => [name, `${name}-wash`]),
	...states.map((name) => ['ink', `${name}-wash`]),
	...states.map((name) => ['quiet', `${name}-wash`]),
	...states.map((name) => ['carmine', `${name}-wash`]),
	['on-carmine', 'carmine'],
	['on-carmine', 'carmine-deep']
] as [string, string][];

it.each(['light', 'dark'] as const)('words can be read on whatever they stand on, %s', (theme) => {
	const faint = text
		.map(([name, ground]) => `${name} on ${ground}: ${contrast(name, ground, theme).toFixed(2)}`)
		.filter((line) => Number(line.split(': ')[1]) < 4.5);
	expect(faint).toEqual([]);
});

it.each(['light', 'dark'] as const)('what one can act on has an edge that is seen, %s', (theme) => {
	const faint = grounds.filter((ground) => contrast('edge', ground, theme) < 3);
	expect(faint).toEqual([]);
});
