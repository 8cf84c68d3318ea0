import type { JwtVariables } from '../config';
import { problemsIn } from '../problems-in';
import type { Misconfiguration } from '../types';
import type { FindKeys } from './find-keys';
import type { JwtAlgorithm } from './jwt-options';
import { findKeySource } from './key-source';
import { type GivenOptions, isAlgorithms, isText, optionProblems } from './option-problems';
import { ownNames } from './own-names';
import { readKeys } from './read-keys';

const DEFAULT_TOLERANCE_SECONDS = 5;

/** Everything that a JWT is checked by, read and found in order. */
export interface JwtSettings {
  readonly find: FindKeys;
  /** The variable or the option that the keys come from. */
  readonly source: string;
  readonly algorithms: readonly JwtAlgorithm[];
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
  readonly clockToleranceSeconds: number;
  readonly maxAgeSeconds: number | undefined;
  readonly requiredClaims: readonly string[];
  readonly scopes: readonly string[];
  readonly typ: string | undefined;
}

/**
 * Reads what the options and the variables say, and reports all that is wrong with it at once.
 *
 * @param keyValue - what the option with keys says in this invocation.
 */
export function readJwtSettings(
  given: GivenOptions,
  keyValue: unknown,
  variables: JwtVariables,
): JwtSettings | Misconfiguration {
  const source = findKeySource(given, keyValue, variables);
  const issuers = readNames('issuer', given, variables, source);
  const audiences = readNames('audience', given, variables, source);
  const keys = readSource(source, given, variables);
  const problems = [...optionProblems(given), ...[keys, issuers, audiences].flatMap(problemsIn)];
  if ('problems' in keys || 'problem' in source) return { problems };
  if ('problems' in issuers || 'problems' in audiences || problems.length > 0) return { problems };
  const { clockToleranceSeconds = DEFAULT_TOLERANCE_SECONDS, algorithms, typ } = given as Checked;
  const { maxAgeSeconds, requiredClaims = [], scopes = [] } = given as Checked;
  return {
    find: keys.find,
    source: source.name,
    algorithms: [...algorithms],
    issuers: issuers.names,
    audiences: audiences.names,
    clockToleranceSeconds,
    maxAgeSeconds,
    requiredClaims: [...requiredClaims],
    scopes: [...scopes],
    typ,
  };
}

type Checked = Pick<JwtSettings, 'algorithms' | 'typ' | 'maxAgeSeconds'> &
  Partial<Pick<JwtSettings, 'clockToleranceSeconds' | 'requiredClaims' | 'scopes'>>;

// Which keys fit cannot be told where the list of algorithms is none.
function readSource(
  source: ReturnType<typeof findKeySource>,
  { algorithms }: GivenOptions,
  variables: JwtVariables,
): ReturnType<typeof readKeys> {
  if ('problem' in source) return { problems: [source.problem] };
  if (!isAlgorithms(algorithms)) return { problems: [] };
  return readKeys(source, algorithms as readonly JwtAlgorithm[], variables);
}

const NAMES = { issuer: 'JWT_ISSUER', audience: 'JWT_AUDIENCE' } as const;

function readNames(
  option: keyof typeof NAMES,
  given: GivenOptions,
  variables: JwtVariables,
  source: ReturnType<typeof findKeySource>,
): { readonly names: readonly string[] } | Misconfiguration {
  const variable = NAMES[option];
  if (option in given) {
    const value = given[option];
    const names: unknown[] = Array.isArray(value) ? [...value] : [value];
    if (names.length > 0 && names.every(isText)) return { names };
    return { problems: [`the option ${option} of jwt is not a text, or a list of texts`] };
  }
  const isOwn = 'kind' in source && source.kind === 'signingKeys';
  const name = isOwn ? ownNames(variables)[option] : variables[variable];
  if (name !== undefined) return { names: [name] };
  return { problems: [`${variable} is not set or empty, and jwt has no option ${option}`] };
}
