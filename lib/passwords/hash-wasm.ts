import { findHashWasm } from '../util/load-part';
import type { HashProblem, PasswordHash } from './password-hash';
import { callInWorker } from './worker';

/** A hash format, and the function of the package hash-wasm that verifies it. */
interface Algorithm {
  readonly format: PasswordHash['format'];
  /** The name in a problem, such as `a bcrypt hash`. */
  readonly displayName: string;
  /** The package's file with only this algorithm. */
  readonly file: string;
  /** The name of the function in that file. */
  readonly verify: string;
  /** Converts a password to the function's input. Default: the unchanged text. */
  readonly passwordOf?: (text: string) => string | Uint8Array;
}

/** Returns a stored hash that hash-wasm verifies in a worker thread. The package is loaded by the first check. */
export function hashWasmHash(
  { format, displayName, file, verify, passwordOf = (text) => text }: Algorithm,
  hash: string,
): PasswordHash | HashProblem {
  const module = findHashWasm(file);
  if (module === undefined) {
    return { problem: `is ${displayName}, which requires a package: npm install hash-wasm` };
  }
  return {
    format,
    peppered: false,
    async verify(text) {
      const input = { password: passwordOf(text), hash };
      return (await callInWorker({ module, name: verify, input })) === true;
    },
  };
}
