import { logError } from '../log';
import { ABSENT } from '../outcomes';
import type { Authenticator, Outcome, Scheme } from '../types';
import { isPromiseLike, thenSync } from '../util/maybe-promise';

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
}

/** Reads the settings of every scheme from the invocation's context. */
export function configureSchemes(schemes: readonly Scheme[], context: object): ConfiguredSchemes {
  const configured: ConfiguredScheme[] = [];
  const problems: string[] = [];
  for (const scheme of schemes) {
    const authenticator = scheme.configure(context);
    if ('problems' in authenticator) problems.push(...authenticator.problems);
    else configured.push({ scheme: scheme.name, authenticator });
  }
  return { configured, problems };
}

/**
 * Runs the schemes in order. The first scheme that finds its own credentials decides: if it refuses
 * them, no other scheme is tried.
 *
 * Never throws and never rejects: an error in a scheme is a refusal.
 */
export function authenticate(
  configured: readonly ConfiguredScheme[],
  event: unknown,
  context: object,
  index = 0,
): AuthenticationResult | PromiseLike<AuthenticationResult> {
  const next = configured[index];
  if (next === undefined) {
    return { scheme: (configured[0] as ConfiguredScheme).scheme, outcome: ABSENT };
  }
  return thenSync(runScheme(next, event, context), (outcome) =>
    outcome.status === 'absent'
      ? authenticate(configured, event, context, index + 1)
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
