/** The ids that tie a control to its hint and its problem, for those who hear the page. */
export function fieldIds(id: string, name: string, hint?: string, problem?: string) {
	const hintId = hint && `${id}-hint`;
	const problemId = problem && problemAnchor(name);
	return {
		hintId,
		problemId,
		describedBy: [hintId, problemId].filter(Boolean).join(' ') || undefined
	};
}

/** Where the summary of a form's problems leads to: by the field's name, as nothing else knows it. */
export function problemAnchor(name: string): string {
	return `problem-${name}`;
}
