import { ABSENT } from '../outcomes';
import type { Scheme } from '../types';
import { problemsOf } from '../util/option-problems';
import { NO_SIGNING_KEY } from './signing-keys';

/**
 * Creates a scheme that accepts no caller and reports an endpoint's settings to the doctor. A missing signing
 * key is only a warning, because a project without tokens needs no key.
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
