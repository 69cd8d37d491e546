/** The commands about invitations and calendars: each file behind this one has one subject. */
export { resendInvitation, sendInvitations, sendReminders } from './send.server.ts';
export { changeSettling, sendCalendarsNow } from './settling.server.ts';
