/** The commands about guests: each file behind this one has one subject. */
export { addGuest, addGuests } from './list-additions.server.ts';
export { answerInvitation } from './answers.server.ts';
export { claimGuests } from './inviting.server.ts';
export { mendGuest, restoreGuest, writeInGuest } from './new-guest.server.ts';
export { changeRole, removeGuest, renewLink, stopMail } from './role-link-removal.server.ts';
export { lockGuests } from './row-writing.server.ts';
export { eraseOldNeeds } from './retention.server.ts';
