import { hashWasmHash } from './hash-wasm';
import { type HashProblem, MAX_MEMORY_KIB, type PasswordHash, REHASH } from './password-hash';

const MAX_WORK_KIB = 2 ** 19;
const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,86}$/;

const ALGORITHM = {
  format: 'argon2id',
  displayName: 'an argon2id hash',
  file: 'argon2.umd.min.js',
  verify: 'argon2Verify',
} as const;

/** Parses a PHC string of argon2id, version 1.3 (RFC 9106). */
export function parseArgon2id(stored: string): PasswordHash | HashProblem {
  const match = PHC.exec(stored);
  if (match === null) return { problem: `is an invalid argon2id hash: ${REHASH}` };
  const [m = 0, t = 0, p = 0] = match.slice(1).map(Number);
  if (t < 1 || p < 1 || m < 8 * p || m > MAX_MEMORY_KIB || m * t > MAX_WORK_KIB) {
    return {
      problem: `is an argon2id hash that needs more resources than a Function has: ${REHASH}`,
    };
  }
  return hashWasmHash(ALGORITHM, stored);
}
