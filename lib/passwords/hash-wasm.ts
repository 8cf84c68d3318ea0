import type { HashProblem, PasswordHash } from './password-hash';
import { callInWorker } from './worker';

/** One kind of hash, and what checks it in the package hash-wasm. */
interface Algorithm {
  readonly format: PasswordHash['format'];
  /** How a problem calls it, as in `a bcrypt hash`. */
  readonly called: string;
  /** The package's file that has this algorithm alone. */
  readonly file: string;
  /** The function in it. */
  readonly verify: string;
  /** What it is given for a password. Default: the text. */
  readonly passwordOf?: (text: string) => string | Uint8Array;
}

/** A stored hash that hash-wasm checks, in a thread of its own. Nothing is loaded before. */
export function byHashWasm(
  { format, called, file, verify, passwordOf = (text) => text }: Algorithm,
  hash: string,
): PasswordHash | HashProblem {
  const module = findModule(`hash-wasm/dist/${file}`);
  if (module === undefined) {
    return { problem: `is ${called}, which needs a package: npm install hash-wasm` };
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

/**
 * Finds an installed package's file without loading it.
 *
 * @returns `undefined` where the package is not installed.
 */
function findModule(name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
