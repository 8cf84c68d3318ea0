import { byHashWasm } from './hash-wasm';
import { type HashProblem, type PasswordHash, REHASH } from './password-hash';

// Above this a check would not end within the platform's ten seconds.
const MAX_COST = 14;
// bcrypt reads no more of a password, by definition.
const MAX_PASSWORD_BYTES = 72;

// 22 digits of salt and 31 of hash, whose last ones have bits to spare that must be zero.
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;

const ALGORITHM = {
  format: 'bcrypt',
  called: 'a bcrypt hash',
  file: 'bcrypt.umd.min.js',
  verify: 'bcryptVerify',
  passwordOf: (text: string) => new Uint8Array(Buffer.from(text).subarray(0, MAX_PASSWORD_BYTES)),
} as const;

/** Reads a bcrypt hash: `$2a$`, `$2b$` and `$2y$`, which are one format by now. */
export function parseBcrypt(stored: string): PasswordHash | HashProblem {
  const cost = Number(BCRYPT.exec(stored)?.[1]);
  if (!(cost >= 4 && cost <= 31)) return { problem: `is a bcrypt hash that is damaged: ${REHASH}` };
  if (cost > MAX_COST) {
    return { problem: `is a bcrypt hash of cost ${cost}, and ${MAX_COST} is the most: ${REHASH}` };
  }
  return byHashWasm(ALGORITHM, stored);
}
