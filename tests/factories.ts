/** Rows for tests: each factory fills in what a test does not speak about. One file for each room. */
export * from './factories/agenda.ts';
export * from './factories/certificates.ts';
export * from './factories/conference.ts';
export * from './factories/door.ts';
export * from './factories/guests.ts';
export * from './factories/invitations.ts';
export * from './factories/mail.ts';
export * from './factories/people.ts';
export * from './factories/projects.ts';
export * from './factories/talks.ts';
