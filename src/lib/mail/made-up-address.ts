/**
 * True for an address in a domain that is reserved for examples and tests (RFC 2606; RFC 6761, 6): nobody reads mail
 * there, and a server that takes it answers with a bounce.
 */
export function isMadeUp(address: string): boolean {
	return /[@.](example|invalid|test|localhost|example\.(com|net|org))\.?$/i.test(address);
}

/** True for the host of a server on this very machine. */
export function isLoopback(host: string): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
