import { SESSION_STATUSES, type SessionStatus } from '../../directory/api/access';
import { unknownOptions } from '../../util/option-problems';
import { accountProblems } from '../directory/account-option';

/** Options of `session()`. */
export interface SessionOptions {
  /**
   * How far a session has to have come: one of these. Default: `['authenticated']`, past everything that its
   * account asks for.
   */
  readonly status?: readonly SessionStatus[];
  /**
   * Within how many seconds the second factor, or for a user without one the password, must have been
   * given. Default: it does not matter.
   */
  readonly maxAuthAgeSeconds?: number;
  /**
   * The one account of the directory whose sessions are accepted, as in `ac_4kTz0cB9vXw2LmQe`. A session
   * of another account, or of none, is refused with 401. Default: any account.
   */
  readonly account?: string;
}

const OPTIONS = ['status', 'maxAuthAgeSeconds', 'account'];

/** What is wrong with the options. */
export function optionProblems(given: SessionOptions): readonly string[] {
  return [
    ...unknownOptions('session()', given, OPTIONS),
    ...(isStatusList(given.status)
      ? []
      : [`status is not a list of ${SESSION_STATUSES.join(', ')}`]),
    ...(isSeconds(given.maxAuthAgeSeconds) ? [] : ['maxAuthAgeSeconds is not a number above 0']),
    ...accountProblems(given),
  ];
}

function isStatusList(given: unknown): boolean {
  if (given === undefined) return true;
  return (
    Array.isArray(given) && given.length > 0 && given.every((one) => SESSION_STATUSES.includes(one))
  );
}

function isSeconds(given: unknown): boolean {
  return given === undefined || (Number.isFinite(given) && Number(given) > 0);
}
