import { isAccountId } from '../../identity/account-id';
import type { ThrottleStore } from '../../throttle/memory-throttle';
import { ACCOUNT_ALONE, NO_ACCOUNT_ID } from '../directory/account-option';
import type { VerifyPair } from './custom-verifier';
import type { Credential } from './parse-credential';

/**
 * Options of `basic()`. Whatever they, the variables and the htpasswd file hold adds up. With
 * `directory: true`, only what is named here: `variables: true` and an htpasswd file by its name, too.
 */
export interface BasicOptions {
  /**
   * `true` lets users of the directory in with their e-mail address and password, and users and service
   * users with an authtoken in place of the password. A password does not do for users who have a second
   * factor, or are in an account that requires one. Default: `false`.
   */
  readonly directory?: boolean;
  /**
   * The one account of the directory whose callers count, as in `ac_4kTz0cB9vXw2LmQe`. Default: any; then
   * a password does not do for users of several accounts, as nobody could tell which is meant.
   */
  readonly account?: string;
  /**
   * Who may call: `user:password` or `user:hash` (the first colon splits), `{ username, password }`,
   * or an array of these.
   */
  readonly credentials?: Credential | readonly Credential[];
  /**
   * A function that looks a pair up in a database of your own, where nothing else has let it in. It
   * answers with the caller's principal, or with `null`. It is asked for every request; requests for
   * one path with the same pair that overlap share one call.
   */
  readonly verify?: VerifyPair;
  /**
   * The private asset that holds an htpasswd file, by its name in the runtime, or `false` for none.
   * Default: `/users.htpasswd`, which is `assets/users.private.htpasswd`, where that is deployed.
   */
  readonly htpasswd?: string | false;
  /** `false` leaves out the variables with credentials. Default: `true`. */
  readonly variables?: boolean;
  /** The least number of characters of a plain password, 1 to 128. Default: 8. */
  readonly minPasswordLength?: number;
  /**
   * What the login prompt says: 1 to 128 printable ASCII characters. Default: the variable
   * `BASIC_AUTH_REALM`, else `Authentication Required`.
   */
  readonly realm?: string;
  /** Remembers who guessed how often. Default: the memory of this process, shared by all schemes. */
  readonly throttle?: ThrottleStore;
}

type Check = (value: unknown) => boolean;

const CHECKS: Readonly<Record<keyof BasicOptions, readonly [Check, problem: string]>> = {
  directory: [(value) => typeof value === 'boolean', 'is neither true nor false'],
  account: [isAccountId, NO_ACCOUNT_ID],
  credentials: [() => true, ''],
  realm: [() => true, ''],
  verify: [(value) => typeof value === 'function', 'is not a function'],
  htpasswd: [
    (value) => value === false || (typeof value === 'string' && value.startsWith('/')),
    'is neither false nor the name of a private asset, as in /users.htpasswd',
  ],
  variables: [(value) => typeof value === 'boolean', 'is neither true nor false'],
  minPasswordLength: [
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 128,
    'is not a whole number from 1 to 128',
  ],
  throttle: [isThrottle, 'does not have the functions consume and refund'],
};

/** A copy, so that what the caller changes later changes nothing here. */
export function copyOptions(given: BasicOptions): BasicOptions {
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

/** What is wrong with the options as such; credentials and realm are read elsewhere. */
export function optionProblems(given: BasicOptions): readonly string[] {
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
