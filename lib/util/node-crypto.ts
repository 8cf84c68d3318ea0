type NodeCrypto = typeof import('node:crypto');

let loaded: NodeCrypto | undefined;

/**
 * Returns the module `node:crypto`. The first call loads it, because that takes as long as loading the rest of
 * `/auth.js`, and most runtimes have loaded it before the first request.
 */
export function nodeCrypto(): NodeCrypto {
  loaded ??= require('node:crypto') as NodeCrypto;
  return loaded;
}
