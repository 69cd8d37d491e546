/** Brings every calendar in line at a moment, for tests of other rooms that look at the mails. */
export { followCalendars } from '#lib/invitations/follow.server.ts';
