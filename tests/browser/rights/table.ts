export const visitors = ['nobody', 'teacher', 'another teacher', 'door', 'organiser'] as const;
export type Visitor = (typeof visitors)[number];

/** `yes`: let in; `sign-in`: asked who they are; `no`: refused; `hidden`: told that there is nothing. */
export type Answer = 'yes' | 'sign-in' | 'no' | 'hidden';

export const rights: Record<string, Answer[]> = {};
