// Anybody checks a certificate, on whatever they hold in their hand: no script is sent.
export const csr = false;
