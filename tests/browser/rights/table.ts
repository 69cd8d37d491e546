export const visitors = ['nobody', 'teacher', 'another teacher', 'door', 'organiser'] as const;
export type Visitor = (typeof visitors)[number];

/** `yes`: let in; `sign-in`: asked who they are; `no`: refused; `hidden`: told that there is nothing. */
export type Answer = 'yes' | 'sign-in' | 'no' | 'hidden';

export const rights: Record<string, Answer[]> = {
	'GET /door': ['yes', 'yes', 'yes', 'yes', 'yes'],
	'GET /door/pair': ['yes', 'yes', 'yes', 'yes', 'yes'],
	'POST /door/pair': ['yes', 'yes', 'yes', 'yes', 'yes'],
	'GET /door/list': ['no', 'no', 'no', 'yes', 'no'],
	'GET /door/scans': ['no', 'no', 'no', 'yes', 'no'],
	'POST /door/scans': ['no', 'no', 'no', 'yes', 'no'],
	'POST /door/walk-ins': ['no', 'no', 'no', 'yes', 'no'],
	'GET /organise/[edition]/door': ['sign-in', 'no', 'no', 'sign-in', 'yes'],
	'POST /organise/[edition]/door?/close': ['no', 'no', 'no', 'no', 'yes'],
	'POST /organise/[edition]/door?/open': ['no', 'no', 'no', 'no', 'yes'],
	'POST /organise/[edition]/door?/pair': ['no', 'no', 'no', 'no', 'yes'],
	'POST /organise/[edition]/door?/revoke': ['no', 'no', 'no', 'no', 'yes']
};
