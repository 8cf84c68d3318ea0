import { insufficientScope } from '../http/challenge';
import { isScope } from '../http/scope';
import { isAccountId } from '../identity/account-id';
import { hasRole, ROLE_NAMES, type RoleName } from '../identity/roles';
import { logError } from '../log';
import type { Authorize, Context, Outcome, Principal, Requirement } from '../types';
import { isPromiseLike, thenSync } from '../util/maybe-promise';
import type { AuthenticationResult, ConfiguredSchemes } from './authenticate';

/**
 * A check of an authenticated caller's permissions, which replaces the result with a refusal if they
 * are missing. Never throws and never rejects.
 */
export type AuthorizationCheck = (
  result: AuthenticationResult,
  schemes: ConfiguredSchemes,
  context: object,
  event: unknown,
) => AuthenticationResult | PromiseLike<AuthenticationResult>;

/**
 * Builds the check of a policy's `authorize` option: an authenticated caller without the required
 * permissions gets 403.
 *
 * @throws TypeError if the option is neither a function nor a valid {@link Requirement}.
 */
export function authorizationCheck(option: Authorize | undefined): AuthorizationCheck {
  if (option === undefined) return (result) => result;
  const required = typeof option === 'function' ? NO_REQUIREMENT : parseRequirement(option);
  const predicate = typeof option === 'function' ? option : satisfies(required);

  return (result, { configured }, context, event) => {
    const { outcome, scheme } = result;
    if (outcome.status !== 'accepted') return result;
    const { principal } = outcome;
    return thenSync(runPredicate(predicate, principal, context as Context, event), (answer) => {
      if (answer === true) return result;
      const { scopes } = required;
      const own = configured.find((one) => one.scheme === scheme)?.authenticator.challenge;
      const missing = hasScopes(principal, scopes) ? undefined : insufficientScope(own, scopes);
      return { scheme, outcome: forbidden(principal, missing) };
    });
  };
}

type Predicate = Extract<Authorize, (...given: never) => unknown>;

function runPredicate(predicate: Predicate, ...given: Parameters<Predicate>) {
  const refuse = (reason: unknown) => {
    logError('authorize failed, so the caller was refused:', reason);
    return false;
  };
  try {
    const answer = predicate(...given);
    return isPromiseLike(answer) ? answer.then(undefined, refuse) : answer;
  } catch (reason) {
    return refuse(reason);
  }
}

interface ParsedRequirement {
  readonly scopes: readonly string[];
  readonly role: RoleName | undefined;
  readonly account: string | undefined;
}

const NO_REQUIREMENT: ParsedRequirement = { scopes: [], role: undefined, account: undefined };

function satisfies({ scopes, role, account }: ParsedRequirement): Predicate {
  return (principal) =>
    hasScopes(principal, scopes) &&
    (role === undefined || hasAccountRole(principal, role)) &&
    (account === undefined || principal.directory?.accountId === account);
}

function hasScopes({ scopes = [] }: Principal, required: readonly string[]): boolean {
  return required.every((scope) => scopes.includes(scope));
}

// Roles belong to an account, so a caller without an account has no role.
function hasAccountRole({ directory }: Principal, role: RoleName): boolean {
  return directory?.accountId !== undefined && hasRole(directory.roles, role);
}

function forbidden({ username }: Principal, challenge: string | undefined): Outcome {
  const refusal = { status: 'refused', code: 'FORBIDDEN', username, httpStatus: 403 } as const;
  return challenge === undefined ? refusal : { ...refusal, challenge };
}

// An explicit `undefined` fails too: it is a mistake that would allow every caller.
const CHECKS: Readonly<Record<keyof Requirement, (value: unknown) => boolean>> = {
  scopes: isScopes,
  role: (value) => ROLE_NAMES.some((name) => name === value),
  account: isAccountId,
};

function parseRequirement(given: Requirement): ParsedRequirement {
  const entries = Object.entries(given ?? {});
  const isValid = ([name, value]: [string, unknown]) =>
    Object.hasOwn(CHECKS, name) && CHECKS[name as keyof Requirement](value);
  if (entries.length > 0 && entries.every(isValid)) {
    return { ...NO_REQUIREMENT, ...given, scopes: [...(given.scopes ?? [])] };
  }
  throw new TypeError(
    `withAuth: authorize must be a function, { scopes: [names] }, { role: name } or { account: id }; an account's id is as in ac_4kTz0cB9vXw2LmQe, and a role is one of ${ROLE_NAMES.join(', ')}.`,
  );
}

function isScopes(given: unknown): boolean {
  return Array.isArray(given) && given.length > 0 && given.every(isScope);
}
