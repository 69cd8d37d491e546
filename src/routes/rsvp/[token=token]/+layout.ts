/** A guest needs no script: everything here is links and forms. */
export const csr = false;
