import { v7 } from 'uuid';

/** A UUIDv7 as text: unique, and sorted by when it was made (RFC 9562, 5.7). */
export function newId(): string {
	return v7();
}

export function isId(text: string): boolean {
	return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
