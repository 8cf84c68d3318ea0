import { nodeCrypto } from './node-crypto';

/** Digits and letters, which need no escaping in URLs and shells and are selected by one double click. */
export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Returns random characters of {@link BASE62}, with 5.95 bits each. */
export function randomBase62(length: number): string {
  const { randomInt } = nodeCrypto();
  // randomInt is unbiased: it draws again instead of using a remainder.
  return Array.from({ length }, () => BASE62[randomInt(BASE62.length)]).join('');
}
