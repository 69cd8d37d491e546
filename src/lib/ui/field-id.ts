/** What ties a control to its label, hint and problem for those who hear the page. */
export function describedBy(id: string, hint?: string, problem?: string): string | undefined {
	return [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
}
