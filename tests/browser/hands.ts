import type { Locator, Page } from '@playwright/test';
import type { MessageKey, MessageValues } from '#lib/platform/messages.ts';
import { say } from './words.ts';

/** Types into the fields of a form, by their names; a select takes an option's value or words. */
export async function fill(place: Page | Locator, values: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(values)) {
		const field = place.locator(`[name="${name}"]:not([type=hidden])`).first();
		const kind = await field.evaluate((element) => element.tagName);
		if (kind === 'SELECT') await field.selectOption(value);
		else await field.fill(value);
	}
}

/** Presses the button, or follows the link, that says a message. */
export async function press(
	place: Page | Locator,
	key: MessageKey,
	values?: MessageValues
): Promise<void> {
	const name = say(key, values);
	const button = place.getByRole('button', { name, exact: true });
	await button
		.or(place.getByRole('link', { name, exact: true }))
		.first()
		.click();
}
