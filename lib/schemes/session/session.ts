import type { LiveSession } from '../../directory/sessions/find-session';
import { DEFAULT_REALM, type SessionError, sessionChallenge } from '../../http/challenge';
import { readSessionCookie, strayCookies } from '../../http/session-cookie';
import { SESSION_STATUSES, type SessionStatus } from '../../identity/session-status';
import { ABSENT, INVALID, MALFORMED } from '../../outcomes';
import type { Authenticator, Misconfiguration, Outcome, RefusalCode, Scheme } from '../../types';
import { memoizeLast } from '../../util/memoize-last';
import { unknownOptionProblems } from '../../util/option-problems';
import { accountProblems, isOfAccount } from '../directory/account-option';
import { directoryPrincipal } from '../directory/directory-tokens';
import {
  type Directory,
  directoryCallers,
  directoryDependency,
  refuseIfUnavailable,
} from '../directory/load-directory';
import { addressRefusal, requestAddress } from '../directory/request-address';

/** The requirements for a live session. */
interface SessionRules {
  readonly allowed: readonly SessionStatus[];
  readonly withinSeconds: number | undefined;
}

const NAME = 'session';
const DEFAULT_STATUS: readonly SessionStatus[] = ['authenticated'];

/**
 * The session scheme: the cookie of a user who has logged in to the directory, looked up for each request.
 *
 * A live session is refused with 403 if its status is not one of `status`, or if its last step-up is too
 * long ago. The cookie also arrives from pages of other services on the platform's domain. A Function that
 * changes something must therefore check the request's `Origin`, as the directory's own endpoints do.
 *
 * Wrong options and variables never throw here: the guard answers 500 and logs every problem.
 *
 * @example
 * export const handler = withAuth(session(), (context) => `Ahoy, ${context.auth.username}!`);
 */
export function session(options: SessionOptions = {}): Scheme {
  const { status } = options;
  const given = Array.isArray(status) ? { ...options, status: [...status] } : { ...options };
  return Object.freeze({
    name: NAME,
    configure: memoizeLast(directoryDependency, (directory) => configure(given, directory)),
  });
}

function configure(
  given: SessionOptions,
  directory: Directory | Misconfiguration,
): Authenticator | Misconfiguration {
  const wrong = sessionOptionProblems(given);
  if ('problems' in directory) return { problems: [...wrong, ...directory.problems] };
  if (wrong.length > 0) return { problems: wrong };
  const { status: allowed = DEFAULT_STATUS, maxAuthAgeSeconds: withinSeconds, account } = given;
  return {
    challenge: sessionChallenge(DEFAULT_REALM),
    ...(given.login === undefined ? {} : { login: pageOf(given.login) }),
    accepts: directoryCallers({ account, status: allowed }),
    authenticate(event, context) {
      const secret = readSessionCookie(event);
      if (secret === undefined) return ABSENT;
      if (secret === null) {
        const path = (context as { readonly PATH?: unknown }).PATH;
        return { ...MALFORMED, cookies: strayCookies({ origin: directory.origin, path }) };
      }
      return refuseIfUnavailable(async () => {
        const from = requestAddress(context, given.restrictAddresses);
        const found = await directory.lookups().session(secret, from);
        if (found === null || !isOfAccount(found.identity, account)) return INVALID;
        const refused = sessionChallenge(DEFAULT_REALM, 'address_refused');
        const refusal = addressRefusal(found, context, refused);
        return refusal ?? outcomeOf(found, { allowed, withinSeconds });
      });
    },
  };
}

function outcomeOf(found: LiveSession, { allowed, withinSeconds }: SessionRules): Outcome {
  const { identity, steppedUpSecondsAgo } = found;
  const { name, status } = identity;
  if (status === undefined || !allowed.includes(status)) {
    return forbidden('SESSION_INCOMPLETE', name, 'session_incomplete');
  }
  const isLate = withinSeconds !== undefined && !((steppedUpSecondsAgo ?? NEVER) <= withinSeconds);
  if (isLate) return forbidden('STEP_UP_REQUIRED', name, 'step_up_required');
  return { status: 'accepted', principal: directoryPrincipal(NAME, identity) };
}

const NEVER = Number.POSITIVE_INFINITY;

// The caller is known, so the refusal may say what is missing: the page then continues the login.
function forbidden(code: RefusalCode, username: string, error: SessionError): Outcome {
  const challenge = sessionChallenge(DEFAULT_REALM, error);
  return { status: 'refused', code, username, httpStatus: 403, challenge };
}

/** Options of `session()`. */
export interface SessionOptions {
  /**
   * The accepted statuses of a session. Default: `['authenticated']`, which means that the user has met all
   * requirements of the account.
   */
  readonly status?: readonly SessionStatus[];
  /**
   * The maximum number of seconds since the user gave the second factor, or the password if the user has no
   * second factor. Default: no limit.
   */
  readonly maxAuthAgeSeconds?: number;
  /**
   * The one account of the directory whose sessions are accepted, such as `ac_4kTz0cB9vXw2LmQe`. A session
   * of another account, or without an account, is refused with 401. Default: any account.
   */
  readonly account?: string;
  /**
   * `false` accepts sessions from every IP address, although the account restricts the addresses of its sessions.
   * Default: `true`.
   */
  readonly restrictAddresses?: boolean;
  /**
   * The path of the login page on this service. A browser that opens the Function's page without a login is
   * redirected there, and from there back. `true` means `/account`. Other callers, and refusals that a login
   * does not resolve, get the usual answer. Default: no redirect.
   */
  readonly login?: string | true;
}

const DEFAULT_PAGE = '/account';
const OPTIONS = ['status', 'maxAuthAgeSeconds', 'account', 'restrictAddresses', 'login'];

function pageOf(login: string | true): string {
  return login === true ? DEFAULT_PAGE : login;
}

/** Returns the problems of the options. */
function sessionOptionProblems(given: SessionOptions): readonly string[] {
  return [
    ...unknownOptionProblems('session()', given, OPTIONS),
    ...(isStatusList(given.status)
      ? []
      : [`status must be a list of ${SESSION_STATUSES.join(', ')}`]),
    ...(isSeconds(given.maxAuthAgeSeconds) ? [] : ['maxAuthAgeSeconds must be a number above 0']),
    ...accountProblems(given),
    ...(['boolean', 'undefined'].includes(typeof given.restrictAddresses)
      ? []
      : ['restrictAddresses must be true or false']),
    ...(isLogin(given.login)
      ? []
      : ['login must be true, or a path of this service such as /account']),
  ];
}

// Neither a dot segment nor `//`, after which browsers read a host.
const PAGE = /^(?:\/[\w~-][\w.~-]*)+$/;

function isLogin(given: unknown): boolean {
  return given === undefined || given === true || (typeof given === 'string' && PAGE.test(given));
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
