import { hashWasmHash } from './hash-wasm';
import { type HashProblem, type PasswordHash, REHASH } from './password-hash';

// A check with a higher cost would not end within the platform's ten seconds.
const MAX_COST = 14;
// bcrypt ignores the rest of a password.
const MAX_PASSWORD_BYTES = 72;

// 22 digits of salt and 31 of hash. The last digit of each has unused bits, which must be zero.
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;

const ALGORITHM = {
  format: 'bcrypt',
  displayName: 'a bcrypt hash',
  file: 'bcrypt.umd.min.js',
  verify: 'bcryptVerify',
  passwordOf: (text: string) => new Uint8Array(Buffer.from(text).subarray(0, MAX_PASSWORD_BYTES)),
} as const;

/** Parses a bcrypt hash. The prefixes `$2a$`, `$2b$` and `$2y$` are one format today. */
export function parseBcrypt(stored: string): PasswordHash | HashProblem {
  const cost = Number(BCRYPT.exec(stored)?.[1]);
  if (!(cost >= 4 && cost <= 31)) return { problem: `is an invalid bcrypt hash: ${REHASH}` };
  if (cost > MAX_COST) {
    return {
      problem: `is a bcrypt hash of cost ${cost}, which must be at most ${MAX_COST}: ${REHASH}`,
    };
  }
  return hashWasmHash(ALGORITHM, stored);
}
