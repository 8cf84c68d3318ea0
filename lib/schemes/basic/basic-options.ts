import { isAccountId } from '../../identity/account-id';
import type { ThrottleStore } from '../../throttle/memory-throttle';
import { ACCOUNT_ALONE, NO_ACCOUNT_ID } from '../directory/account-option';
import type { VerifyPassword } from './custom-verifier';
import type { Credential } from './parse-credential';

/**
 * Options of `basic()`. Credentials from the options, the variables and the htpasswd file are combined.
 * With `directory: true`, only the sources named here apply: set `variables: true` and name the htpasswd
 * file to use them as well.
 */
export interface BasicOptions {
  /**
   * `true` accepts users of the directory with their email address and password, and users and service
   * users with an authtoken in place of the password. A password alone is refused for users who have a
   * second factor, or who belong to an account that requires one. Default: `false`.
   */
  readonly directory?: boolean;
  /**
   * The one account of the directory whose callers are accepted, such as `ac_4kTz0cB9vXw2LmQe`. Default:
   * any account. A password is then refused for users of several accounts, because the account is ambiguous.
   */
  readonly account?: string;
  /**
   * The accepted credentials: `user:password` or `user:hash` (split at the first colon),
   * `{ username, password }`, or an array of these.
   */
  readonly credentials?: Credential | readonly Credential[];
  /**
   * A function that checks a username and password against your own database if no other source accepts
   * them. It returns the caller's principal, or `null`. It runs for every request, except that concurrent
   * requests for one path with the same credentials use one call.
   */
  readonly verify?: VerifyPassword;
  /**
   * The name in the runtime of the private asset with the htpasswd file, or `false` for no file.
   * Default: `/users.htpasswd`, which is `assets/users.private.htpasswd`, if that file is deployed.
   */
  readonly htpasswd?: string | false;
  /** `false` ignores the variables with credentials. Default: `true`. */
  readonly variables?: boolean;
  /** The minimum number of characters of a plain password, 1 to 128. Default: 8. */
  readonly minPasswordLength?: number;
  /**
   * The text of the login prompt: 1 to 128 printable ASCII characters. Default: the variable
   * `BASIC_AUTH_REALM`, or else `Authentication Required`.
   */
  readonly realm?: string;
  /** Counts failed attempts by username. Default: the memory of this process, common to all schemes. */
  readonly throttle?: ThrottleStore;
}

type Check = (value: unknown) => boolean;

const CHECKS: Readonly<Record<keyof BasicOptions, readonly [Check, problem: string]>> = {
  directory: [(value) => typeof value === 'boolean', 'must be true or false'],
  account: [isAccountId, NO_ACCOUNT_ID],
  credentials: [() => true, ''],
  realm: [() => true, ''],
  verify: [(value) => typeof value === 'function', 'must be a function'],
  htpasswd: [
    (value) => value === false || (typeof value === 'string' && value.startsWith('/')),
    'must be false or the name of a private asset, such as /users.htpasswd',
  ],
  variables: [(value) => typeof value === 'boolean', 'must be true or false'],
  minPasswordLength: [
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 128,
    'must be a whole number from 1 to 128',
  ],
  throttle: [isThrottle, 'must have the functions consume and refund'],
};

/** Copies the options, so that later changes by the caller have no effect. */
export function copyBasicOptions(given: BasicOptions): BasicOptions {
  if (!('credentials' in given)) return { ...given };
  const credentials = given.credentials as Credential | Credential[];
  return {
    ...given,
    credentials: Array.isArray(credentials) ? credentials.map(copy) : copy(credentials),
  };
}

function copy(credential: Credential): Credential {
  return typeof credential === 'object' && credential !== null ? { ...credential } : credential;
}

/** Returns the problems of the options, except those of `credentials` and `realm`. */
export function basicOptionProblems(given: BasicOptions): readonly string[] {
  const problems = Object.entries(given).flatMap(([name, value]) => {
    if (!Object.hasOwn(CHECKS, name)) return [`basic() has no option "${name}"`];
    const [isRight, problem] = CHECKS[name as keyof BasicOptions];
    return isRight(value) ? [] : [`${name} ${problem}`];
  });
  const isAlone = 'account' in given && given.directory !== true;
  return isAlone ? [...problems, ACCOUNT_ALONE] : problems;
}

function isThrottle(value: unknown): boolean {
  const store = (value ?? {}) as Partial<ThrottleStore>;
  return typeof store.consume === 'function' && typeof store.refund === 'function';
}
