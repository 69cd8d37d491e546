/** Whether the page tells that what was sent last may not have been saved. */
export const unsaved = $state({ isTold: false });
