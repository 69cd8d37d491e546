import { enhance as enhanceForm } from '$app/forms';
import { invalidateAll } from '$app/navigation';

/**
 * A form that posts in place. What was typed stays, and after a refusal the page's data is read again: it was mostly
 * refused because something has changed meanwhile. `busy` is told when an answer is waited for, and when it came.
 */
export function enhance(
	form: HTMLFormElement,
	busy?: (waiting: boolean) => void
): ReturnType<typeof enhanceForm> {
	return enhanceForm(form, () => {
		busy?.(true);
		return async ({ result, update }) => {
			if (result.type === 'failure') await invalidateAll();
			await update({ reset: false });
			busy?.(false);
		};
	});
}
