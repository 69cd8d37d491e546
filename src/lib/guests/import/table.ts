/** A guest list as it was uploaded: cells as text, row 0 being the file's first, empty rows kept. */
export type Table = string[][];

/** Why a file cannot be read at all. */
export type TableProblem =
	| 'file-missing'
	| 'file-large'
	| 'file-old-excel'
	| 'file-unknown'
	| 'file-damaged'
	| 'file-quote'
	| 'file-rows'
	| 'file-headings'
	| 'file-empty';

export const mostBytes = 4 * 1024 * 1024;
/** Guests in one file; also the cap on rows above and between them. */
export const mostRows = 20_000;
