/**
 * Loads a peer's module. A peer's own types are missing until bench/ is installed, so each file here
 * declares the types that it uses.
 */
export function requirePeer<T>(name: string): T {
  return require(name) as T;
}

/** Loads a peer that is only available as an ECMAScript module. */
export async function importPeer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}
