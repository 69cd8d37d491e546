// Written on a phone, on any connection: what is typed before a script arrives must not be lost to it.
export const csr = false;
