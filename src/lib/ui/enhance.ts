import { enhance as enhanceForm } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import { unsaved } from './unsaved.svelte.ts';

/**
 * A form that posts in place, once however often its button is pressed meanwhile. What was typed stays, and after a
 * refusal the page's data is read again: it was mostly refused because something has changed meanwhile. Where no answer
 * comes, or an error of ours, the page says that this may not have been saved. `busy` is told when an answer is waited
 * for, and when it came.
 */
export function enhance(
	form: HTMLFormElement,
	busy?: (isBusy: boolean) => void
): ReturnType<typeof enhanceForm> {
	let isBusy = false;
	return enhanceForm(form, ({ cancel }) => {
		if (isBusy) return cancel();
		isBusy = true;
		busy?.(true);
		unsaved.isTold = false;
		return async ({ result, update }) => {
			try {
				// Who was signed out meanwhile is told so on a page of its own, from which the way back keeps what was typed.
				if (result.type === 'error' && result.status === 401) return form.submit();
				// An error page in the place of the form would take away what was typed.
				if (result.type === 'error' && (result.status ?? 500) >= 500) {
					unsaved.isTold = true;
					return;
				}
				if (result.type === 'failure') await invalidateAll();
				await update({ reset: false });
			} finally {
				isBusy = false;
				busy?.(false);
			}
		};
	});
}
