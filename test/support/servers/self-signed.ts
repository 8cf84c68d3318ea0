/** A key and its certificate, both PEM. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** Creates a certificate for the given hosts that only its own key has signed. */
export async function selfSigned(...hosts: readonly string[]): Promise<Certified> {
  // Loading the package takes most of the time of a test file that needs no certificate.
  const { generate } = await import('selfsigned');
  const names = hosts.length === 0 ? ['localhost'] : hosts;
  const { private: key, cert } = await generate([{ name: 'commonName', value: `${names[0]}` }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  return { key, cert };
}
