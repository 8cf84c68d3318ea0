/**
 * A peer's module. Their own types are not there before bench/ is installed, so each file here
 * states the little that it uses.
 */
export function requirePeer<T>(name: string): T {
  return require(name) as T;
}

/** The same for a peer that is an ECMAScript module only. */
export async function importPeer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}
