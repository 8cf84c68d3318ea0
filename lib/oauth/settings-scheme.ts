import type { Misconfiguration, Scheme } from '../types';
import { NO_SIGNING_KEY } from './signing-keys';

const ABSENT = Object.freeze({ status: 'absent' as const });

/**
 * The settings of an endpoint as a scheme that knows nobody, for the doctor to ask. A key that was
 * not made yet is a warning: who uses no tokens needs none.
 */
export function settingsScheme(...read: readonly ((context: object) => object)[]): Scheme {
  return Object.freeze({
    name: 'token',
    configure(context: object) {
      const found = read.flatMap(
        (one) => (one(context) as Partial<Misconfiguration>).problems ?? [],
      );
      const problems = found.filter((problem) => problem !== NO_SIGNING_KEY);
      if (problems.length > 0) return { problems };
      return { warnings: found, authenticate: () => ABSENT };
    },
  });
}
