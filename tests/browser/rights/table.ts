export const visitors = [
	'nobody',
	'guest',
	'teacher',
	'another teacher',
	'door',
	'organiser'
] as const;
export type Visitor = (typeof visitors)[number];

/** `yes`: let in; `sign-in`: asked who they are; `no`: refused; `hidden`: told that there is nothing. */
export type Access = 'yes' | 'sign-in' | 'no' | 'hidden';

/** Answers in the order of `visitors`. A signed-in visitor without the right is refused, not asked again. */
const everyone: Access[] = ['yes', 'yes', 'yes', 'yes', 'yes', 'yes'];
const organiserPage: Access[] = ['sign-in', 'sign-in', 'no', 'no', 'sign-in', 'yes'];
const organiserAction: Access[] = ['no', 'no', 'no', 'no', 'no', 'yes'];
const signedInPage: Access[] = ['sign-in', 'sign-in', 'yes', 'yes', 'sign-in', 'yes'];
const signedInAction: Access[] = ['no', 'no', 'yes', 'yes', 'no', 'yes'];
/** The talk is the teacher's own; others learn nothing of it. */
const ownTalkPage: Access[] = ['sign-in', 'sign-in', 'yes', 'hidden', 'sign-in', 'hidden'];
const ownTalkAction: Access[] = ['no', 'no', 'yes', 'hidden', 'no', 'hidden'];
const doorAlone: Access[] = ['no', 'no', 'no', 'no', 'yes', 'no'];
/** Only the guest has the token; everyone else tries a forged one. */
const guestByLink: Access[] = ['hidden', 'yes', 'hidden', 'hidden', 'hidden', 'hidden'];
/** Everyone tries a token that was made for something else. */
const nothingThere: Access[] = ['hidden', 'hidden', 'hidden', 'hidden', 'hidden', 'hidden'];
/** In the sample nobody needs a certificate on paper. */
const nothingToPrint: Access[] = ['sign-in', 'sign-in', 'no', 'no', 'sign-in', 'hidden'];

function all(routes: string, answers: Access[]): [string, Access[]][] {
	return routes
		.trim()
		.split('\n')
		.map((route) => [route.trim(), answers]);
}

/** Who may do what: a row for every page and every action. A new route without a row here fails the test. */
export const rights: Record<string, Access[]> = Object.fromEntries([
	...all(
		`
		GET /
		GET /[edition]
		GET /[edition]/programme
		GET /[edition]/programme.ics
		GET /[edition]/programme.json
		GET /certificate
		GET /certificate/[code]
		GET /certificate/[code]/certificate.pdf
		GET /door
		GET /door/pair
		GET /healthz
		GET /metrics
		GET /readyz
		GET /sign-in
		GET /sign-in/sent
		GET /sign-out
		POST /door/pair
		POST /sign-in
		POST /sign-in/[token]?/start
		POST /sign-out
		`,
		everyone
	),
	...all(
		`
		GET /door/list
		GET /door/scans
		POST /door/scans
		POST /door/walk-ins
		`,
		doorAlone
	),
	...all(
		`
		GET /organise
		GET /organise/[edition]
		GET /organise/[edition]/activity
		GET /organise/[edition]/agenda
		GET /organise/[edition]/agenda/[item]
		GET /organise/[edition]/agenda/publish
		GET /organise/[edition]/certificates
		GET /organise/[edition]/certificates/[id].pdf
		GET /organise/[edition]/certificates/preview.pdf
		GET /organise/[edition]/door
		GET /organise/[edition]/guests
		GET /organise/[edition]/guests/[id]
		GET /organise/[edition]/guests/attendance
		GET /organise/[edition]/guests/import
		GET /organise/[edition]/guests/list.csv
		GET /organise/[edition]/guests/new
		GET /organise/[edition]/invitations
		GET /organise/[edition]/mail
		GET /organise/[edition]/mail/[id]
		GET /organise/[edition]/mail/[id]/file
		GET /organise/[edition]/mail/[id]/preview
		GET /organise/[edition]/projects
		GET /organise/[edition]/projects/[project]
		GET /organise/[edition]/projects/mobilities
		GET /organise/[edition]/projects/new
		GET /organise/[edition]/settings
		GET /organise/[edition]/talks
		GET /organise/[edition]/talks/[id]
		GET /organise/[edition]/team
		GET /organise/new
		`,
		organiserPage
	),
	...all(
		`
		GET /organise/[edition]/certificates/print.pdf
		`,
		nothingToPrint
	),
	...all(
		`
		GET /rsvp/[token]
		GET /rsvp/[token]/unsubscribe
		POST /rsvp/[token]/unsubscribe
		POST /rsvp/[token]?/answer
		POST /rsvp/[token]?/details
		`,
		guestByLink
	),
	...all(
		`
		GET /sign-in/[token]
		POST /sign-in/[token]?/confirm
		`,
		nothingThere
	),
	...all(
		`
		POST /organise/[edition]/agenda/[item]?/place
		POST /organise/[edition]/agenda/[item]?/remove
		POST /organise/[edition]/agenda/[item]?/unplace
		POST /organise/[edition]/agenda/publish
		POST /organise/[edition]/agenda?/add
		POST /organise/[edition]/agenda?/move
		POST /organise/[edition]/certificates?/issue
		POST /organise/[edition]/certificates?/reissue
		POST /organise/[edition]/certificates?/retry
		POST /organise/[edition]/certificates?/revoke
		POST /organise/[edition]/door?/close
		POST /organise/[edition]/door?/open
		POST /organise/[edition]/door?/pair
		POST /organise/[edition]/door?/revoke
		POST /organise/[edition]/guests/[id]?/address
		POST /organise/[edition]/guests/[id]?/answer
		POST /organise/[edition]/guests/[id]?/remove
		POST /organise/[edition]/guests/[id]?/renew
		POST /organise/[edition]/guests/[id]?/resend
		POST /organise/[edition]/guests/[id]?/restore
		POST /organise/[edition]/guests/[id]?/save
		POST /organise/[edition]/guests/import?/import
		POST /organise/[edition]/guests/import?/preview
		POST /organise/[edition]/guests/new
		POST /organise/[edition]/invitations?/remind
		POST /organise/[edition]/invitations?/send
		POST /organise/[edition]/invitations?/send-now
		POST /organise/[edition]/invitations?/settle
		POST /organise/[edition]/mail?/allow
		POST /organise/[edition]/mail?/limit
		POST /organise/[edition]/mail?/resume
		POST /organise/[edition]/mail?/retry
		POST /organise/[edition]/mail?/retry-failed
		POST /organise/[edition]/projects/[project]?/add-mobility
		POST /organise/[edition]/projects/[project]?/remove
		POST /organise/[edition]/projects/[project]?/remove-mobility
		POST /organise/[edition]/projects/[project]?/reshape
		POST /organise/[edition]/projects/[project]?/save
		POST /organise/[edition]/projects/new?/reshape
		POST /organise/[edition]/projects/new?/save
		POST /organise/[edition]/settings?/reshape
		POST /organise/[edition]/settings?/save
		POST /organise/[edition]/talks/[id]?/accept
		POST /organise/[edition]/talks/[id]?/decline
		POST /organise/[edition]/talks/[id]?/withdraw
		POST /organise/[edition]/talks?/accept
		POST /organise/[edition]/team?/add
		POST /organise/[edition]/team?/remove
		POST /organise/new
		POST /organise?/sample
		`,
		organiserAction
	),
	...all(
		`
		GET /talks
		GET /talks/new
		`,
		signedInPage
	),
	...all(
		`
		POST /talks/new?/save
		POST /talks/new?/submit
		`,
		signedInAction
	),
	...all(
		`
		GET /talks/[id]
		`,
		ownTalkPage
	),
	...all(
		`
		POST /talks/[id]?/confirm
		POST /talks/[id]?/withdraw
		POST /talks/[id]?/introduce
		POST /talks/[id]?/save
		POST /talks/[id]?/submit
		`,
		ownTalkAction
	)
]);
