import { ABSENT } from '../outcomes';
import type { Scheme } from '../types';
import { problemsOf } from '../util/option-problems';
import { NO_SIGNING_KEY } from './signing-keys';

/**
 * The settings of an endpoint as a scheme that knows nobody, for the doctor to ask. A key that was
 * not made yet is a warning: who uses no tokens needs none.
 */
export function doctorScheme(...read: readonly ((context: object) => object)[]): Scheme {
  return Object.freeze({
    name: 'token',
    configure(context: object) {
      const found = read.flatMap((one) => problemsOf(one(context)));
      const problems = found.filter((problem) => problem !== NO_SIGNING_KEY);
      if (problems.length > 0) return { problems };
      return { warnings: found, authenticate: () => ABSENT };
    },
  });
}
