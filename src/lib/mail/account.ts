import type { Failure } from './failure.ts';

/** Why nothing may leave any more, until somebody looks. */
export type HaltReason = Extract<Failure, { kind: 'account' }>['reason'] | 'content';

/** Whether the account that mails leave through is in order, judged by what the last deliveries met. */
export interface Account {
	/** Mails that the server refused by their content, one after the other. */
	refused: readonly string[];
	/** Deliveries in a row that reached nobody. */
	unreachable: number;
}

export const goodAccount: Account = { refused: [], unreachable: 0 };

/** Different mails refused in a row until it is we who are refused. */
const refusalsThatHalt = 3;

/** The account after one more delivery; `halt` names why nothing should leave any more. */
export function afterDelivery(
	account: Account,
	mailId: string,
	failure: Failure | undefined
): { account: Account; halt?: HaltReason } {
	if (!failure) return { account: goodAccount };
	switch (failure.kind) {
		case 'account':
			return { account, halt: failure.reason };
		case 'content': {
			const refused = [...new Set([...account.refused, mailId])];
			return refused.length >= refusalsThatHalt
				? { account: goodAccount, halt: 'content' }
				: { account: { refused, unreachable: 0 } };
		}
		case 'unreachable':
			return { account: { ...account, unreachable: account.unreachable + 1 } };
		case 'recipient':
		case 'later':
			// The server spoke with us; nothing more follows from it.
			return { account: { ...account, unreachable: 0 } };
	}
}
