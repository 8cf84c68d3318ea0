import { insufficientScope } from '../http/challenge';
import { isScope } from '../http/scope';
import { isAccountId } from '../identity/account-id';
import { hasRole, ROLE_NAMES, type RoleName } from '../identity/roles';
import { logError } from '../log';
import type { Authorize, Context, Outcome, Principal, Requirement } from '../types';
import { isPromiseLike, thenSync } from '../util/maybe-promise';
import type { AuthenticationResult, ConfiguredSchemes } from './authenticate';

/** Looks at a caller who was identified once more. Never throws and never rejects. */
export type Authorization = (
  judgement: AuthenticationResult,
  bench: ConfiguredSchemes,
  context: object,
  event: unknown,
) => AuthenticationResult | PromiseLike<AuthenticationResult>;

/**
 * Makes the check of a policy's `authorize`: who is identified and may not go on, is refused with 403.
 *
 * @throws TypeError where the option is none.
 */
export function authorization(option: Authorize | undefined): Authorization {
  if (option === undefined) return (judgement) => judgement;
  const required = typeof option === 'function' ? NOTHING : readRequirement(option);
  const isAllowed = typeof option === 'function' ? option : satisfies(required);

  return (judgement, { configured }, context, event) => {
    const { outcome, scheme } = judgement;
    if (outcome.status !== 'accepted') return judgement;
    const { principal } = outcome;
    return thenSync(ask(isAllowed, principal, context as Context, event), (answer) => {
      if (answer === true) return judgement;
      const { scopes } = required;
      const own = configured.find((one) => one.scheme === scheme)?.authenticator.challenge;
      const missing = hasScopes(principal, scopes) ? undefined : insufficientScope(own, scopes);
      return { scheme, outcome: forbidden(principal, missing) };
    });
  };
}

type Predicate = Extract<Authorize, (...given: never) => unknown>;

function ask(isAllowed: Predicate, ...given: Parameters<Predicate>) {
  const refuse = (reason: unknown) => {
    logError('authorize failed, so its caller was refused:', reason);
    return false;
  };
  try {
    const answer = isAllowed(...given);
    return isPromiseLike(answer) ? answer.then(undefined, refuse) : answer;
  } catch (reason) {
    return refuse(reason);
  }
}

/** A requirement, read. */
interface Required {
  readonly scopes: readonly string[];
  readonly role: RoleName | undefined;
  readonly account: string | undefined;
}

const NOTHING: Required = { scopes: [], role: undefined, account: undefined };

function satisfies({ scopes, role, account }: Required): Predicate {
  return (principal) =>
    hasScopes(principal, scopes) &&
    (role === undefined || is(principal, role)) &&
    (account === undefined || principal.directory?.accountId === account);
}

function hasScopes({ scopes = [] }: Principal, required: readonly string[]): boolean {
  return required.every((scope) => scopes.includes(scope));
}

// A role is one in an account: whoever is in none, has none.
function is({ directory }: Principal, role: RoleName): boolean {
  return directory?.accountId !== undefined && hasRole(directory.roles, role);
}

function forbidden({ username }: Principal, challenge: string | undefined): Outcome {
  const refusal = { status: 'refused', code: 'FORBIDDEN', username, httpStatus: 403 } as const;
  return challenge === undefined ? refusal : { ...refusal, challenge };
}

// One that is given and undefined is a mistake too: it would let everybody in whom it was to keep out.
const CHECKS: Readonly<Record<keyof Requirement, (value: unknown) => boolean>> = {
  scopes: isScopes,
  role: (value) => ROLE_NAMES.some((name) => name === value),
  account: isAccountId,
};

function readRequirement(given: Requirement): Required {
  const entries = Object.entries(given ?? {});
  const isRight = ([name, value]: [string, unknown]) =>
    Object.hasOwn(CHECKS, name) && CHECKS[name as keyof Requirement](value);
  if (entries.length > 0 && entries.every(isRight)) {
    return { ...NOTHING, ...given, scopes: [...(given.scopes ?? [])] };
  }
  throw new TypeError(
    `withAuth: authorize must be a function, { scopes: [names] }, { role: name } or { account: id }; an account's id is as in ac_4kTz0cB9vXw2LmQe, and a role is one of ${ROLE_NAMES.join(', ')}.`,
  );
}

function isScopes(given: unknown): boolean {
  return Array.isArray(given) && given.length > 0 && given.every(isScope);
}
