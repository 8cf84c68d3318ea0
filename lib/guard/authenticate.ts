import { logError } from '../log';
import { ABSENT } from '../outcomes';
import type { Authenticator, Outcome, Scheme } from '../types';
import { isPromiseLike, thenSync } from '../util/maybe-promise';

/** A scheme whose settings are in order. */
interface Configured {
  readonly scheme: string;
  readonly authenticator: Authenticator;
}

/** What came out, and the scheme that decided: where none saw its own credentials, the first. */
export interface AuthenticationResult {
  readonly scheme: string;
  readonly outcome: Outcome;
}

/** Schemes that are ready to judge a request, or what is wrong with their settings. */
export interface ConfiguredSchemes {
  readonly configured: readonly Configured[];
  readonly problems: readonly string[];
}

/** Reads the settings of every scheme. */
export function configureSchemes(schemes: readonly Scheme[], context: object): ConfiguredSchemes {
  const configured: Configured[] = [];
  const problems: string[] = [];
  for (const scheme of schemes) {
    const authenticator = scheme.configure(context);
    if ('problems' in authenticator) problems.push(...authenticator.problems);
    else configured.push({ scheme: scheme.name, authenticator });
  }
  return { configured, problems };
}

/**
 * Asks one scheme after the other: the first that sees credentials of its own decides, and its
 * refusal does not fall through to another.
 *
 * Never throws and never rejects: whatever goes wrong in a scheme is a refusal.
 */
export function authenticate(
  configured: readonly Configured[],
  event: unknown,
  context: object,
  index = 0,
): AuthenticationResult | PromiseLike<AuthenticationResult> {
  const next = configured[index];
  if (next === undefined) return { scheme: (configured[0] as Configured).scheme, outcome: ABSENT };
  return thenSync(ask(next, event, context), (outcome) =>
    outcome.status === 'absent'
      ? authenticate(configured, event, context, index + 1)
      : { scheme: next.scheme, outcome },
  );
}

function ask({ scheme, authenticator }: Configured, event: unknown, context: object) {
  const refuse = (reason: unknown): Outcome => {
    logError(`the scheme ${scheme} failed, so its caller was refused:`, reason);
    return { status: 'refused', code: 'SCHEME_FAILED' };
  };
  try {
    const outcome = authenticator.authenticate(event, context);
    return isPromiseLike(outcome)
      ? outcome.then(checked).then(undefined, refuse)
      : checked(outcome);
  } catch (reason) {
    return refuse(reason);
  }
}

function checked(outcome: Outcome): Outcome {
  if (['absent', 'refused', 'accepted'].includes(outcome.status)) return outcome;
  throw new TypeError('The scheme did not answer with an outcome.');
}
