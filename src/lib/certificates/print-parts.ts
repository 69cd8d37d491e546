/** Certificates in one file: as many as are set while somebody waits. */
const printedAtOnce = 100;

/** How many files it takes to print that many. */
export function partsOf(count: number): number {
	return Math.ceil(count / printedAtOnce);
}

/** The certificates in one of those files; `part` counts from 1. Empty beyond the last. */
export function partIn<Certificate>(all: readonly Certificate[], part: number): Certificate[] {
	return all.slice((part - 1) * printedAtOnce, part * printedAtOnce);
}
