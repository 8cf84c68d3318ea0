import { logError } from '../log';
import { ABSENT } from '../outcomes';
import type { Authenticator, Outcome, Scheme } from '../types';
import { isPromiseLike, thenSync } from '../util/maybe-promise';
import type { AddressCheck } from './check-address';

/** A scheme with valid settings. */
interface ConfiguredScheme {
  readonly scheme: string;
  readonly authenticator: Authenticator;
}

/** An outcome and the scheme that decided it: the first scheme if the request has no credentials. */
export interface AuthenticationResult {
  readonly scheme: string;
  readonly outcome: Outcome;
}

/** The schemes of a policy that are ready to use, and the problems in the settings of the others. */
export interface ConfiguredSchemes {
  readonly configured: readonly ConfiguredScheme[];
  readonly problems: readonly string[];
  readonly address: AddressCheck;
}

/** The parts of a policy that decide who the caller is. */
interface CallerPolicy {
  readonly schemes: readonly Scheme[];
  readonly address: AddressCheck;
}

/** Reads the settings of every scheme and of the list of addresses from the invocation's context. */
export function configureSchemes(
  { schemes, address }: CallerPolicy,
  context: object,
): ConfiguredSchemes {
  const configured: ConfiguredScheme[] = [];
  const problems = [...address.problems(context)];
  for (const scheme of schemes) {
    const authenticator = scheme.configure(context);
    if ('problems' in authenticator) problems.push(...authenticator.problems);
    else configured.push({ scheme: scheme.name, authenticator });
  }
  return { configured, problems, address };
}

/**
 * Checks the caller's address, then runs the schemes in order. The first scheme that finds its own credentials
 * decides: if it refuses them, no other scheme is tried.
 *
 * Never throws and never rejects: an error in a scheme is a refusal.
 */
export function authenticate(
  { configured, address }: ConfiguredSchemes,
  event: unknown,
  context: object,
): AuthenticationResult | PromiseLike<AuthenticationResult> {
  const refusal = address.refusal(context);
  if (refusal === undefined) return runSchemes(configured, event, context, 0);
  return { scheme: (configured[0] as ConfiguredScheme).scheme, outcome: refusal };
}

function runSchemes(
  configured: readonly ConfiguredScheme[],
  event: unknown,
  context: object,
  index: number,
): AuthenticationResult | PromiseLike<AuthenticationResult> {
  const next = configured[index];
  if (next === undefined) {
    return { scheme: (configured[0] as ConfiguredScheme).scheme, outcome: ABSENT };
  }
  return thenSync(runScheme(next, event, context), (outcome) =>
    outcome.status === 'absent'
      ? runSchemes(configured, event, context, index + 1)
      : { scheme: next.scheme, outcome },
  );
}

function runScheme({ scheme, authenticator }: ConfiguredScheme, event: unknown, context: object) {
  const refuse = (reason: unknown): Outcome => {
    logError(`the scheme ${scheme} failed, so the caller was refused:`, reason);
    return { status: 'refused', code: 'SCHEME_FAILED' };
  };
  try {
    const outcome = authenticator.authenticate(event, context);
    return isPromiseLike(outcome)
      ? outcome.then(requireOutcome).then(undefined, refuse)
      : requireOutcome(outcome);
  } catch (reason) {
    return refuse(reason);
  }
}

function requireOutcome(outcome: Outcome): Outcome {
  if (['absent', 'refused', 'accepted'].includes(outcome.status)) return outcome;
  throw new TypeError('A scheme must return an outcome: absent, refused or accepted.');
}
