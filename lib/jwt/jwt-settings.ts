import type { JwtVariables } from '../config';
import { nameProblem } from '../http/credential-text';
import type { Misconfiguration } from '../types';
import { problemsOf } from '../util/option-problems';
import type { FindKeys } from './find-keys';
import {
  type GivenOptions,
  isAlgorithms,
  isText,
  type JwtAlgorithm,
  jwtOptionProblems,
} from './jwt-options';
import { findKeySource } from './key-source';
import { readKeys } from './read-keys';

const DEFAULT_TOLERANCE_SECONDS = 5;

/** The validated settings for checking a JWT. */
export interface JwtSettings {
  readonly findKeys: FindKeys;
  /** The variable or the option that the keys come from. */
  readonly source: string;
  readonly algorithms: readonly JwtAlgorithm[];
  readonly issuers: readonly string[];
  /** If empty, only tokens without an audience are accepted. */
  readonly audiences: readonly string[];
  /** If `undefined`, tokens need an audience. */
  readonly clientIds: readonly string[] | undefined;
  readonly clockToleranceSeconds: number;
  readonly maxAgeSeconds: number | undefined;
  readonly requiredClaims: readonly string[];
  readonly scopes: readonly string[];
  readonly typ: string | undefined;
}

/**
 * Parses the options and the variables, and reports all their problems at once.
 *
 * @param keyValue - the value of the option with keys in this invocation.
 */
export function parseJwtSettings(
  given: GivenOptions,
  keyValue: unknown,
  variables: JwtVariables,
): JwtSettings | Misconfiguration {
  const source = findKeySource(given, keyValue, variables);
  const issuers = parseNames('issuer', given, variables, source);
  const audiences = parseNames('audience', given, variables, source);
  const clientIds = parseClientIds(given);
  const keys = keysOf(source, given, variables);
  const read = [keys, issuers, audiences, clientIds];
  const problems = [...jwtOptionProblems(given), ...read.flatMap(problemsOf)];
  if ('problems' in keys || 'problem' in source || 'problems' in clientIds) return { problems };
  if ('problems' in issuers || 'problems' in audiences || problems.length > 0) return { problems };
  const { clockToleranceSeconds = DEFAULT_TOLERANCE_SECONDS, algorithms, typ } = given as Checked;
  const { maxAgeSeconds, requiredClaims = [], scopes = [] } = given as Checked;
  return {
    findKeys: keys.findKeys,
    source: source.name,
    algorithms: [...algorithms],
    issuers: issuers.names,
    audiences: audiences.names,
    clientIds: 'clientIds' in given ? clientIds.names : undefined,
    clockToleranceSeconds,
    maxAgeSeconds,
    requiredClaims: [...requiredClaims],
    scopes: [...scopes],
    typ,
  };
}

type Checked = Pick<JwtSettings, 'algorithms' | 'typ' | 'maxAgeSeconds'> &
  Partial<Pick<JwtSettings, 'clockToleranceSeconds' | 'requiredClaims' | 'scopes'>>;

// Without a valid list of algorithms, the matching keys are unknown.
function keysOf(
  source: ReturnType<typeof findKeySource>,
  { algorithms }: GivenOptions,
  variables: JwtVariables,
): ReturnType<typeof readKeys> {
  if ('problem' in source) return { problems: [source.problem] };
  if (!isAlgorithms(algorithms)) return { problems: [] };
  return readKeys(source, algorithms as readonly JwtAlgorithm[], variables);
}

/** Names to compare exactly, or their problems. */
type ParsedNames = { readonly names: readonly string[] } | Misconfiguration;

const NAMES = { issuer: 'JWT_ISSUER', audience: 'JWT_AUDIENCE' } as const;

function parseNames(
  option: keyof typeof NAMES,
  given: GivenOptions,
  variables: JwtVariables,
  source: ReturnType<typeof findKeySource>,
): ParsedNames {
  const variable = NAMES[option];
  if (option in given) return parseOption(option, given[option]);
  const isOwn = 'kind' in source && source.kind === 'signingKeys';
  const name = isOwn ? defaultIssuerAndAudience(variables)[option] : variables[variable];
  if (name !== undefined) return withoutInvisible([name], variable);
  // With `clientIds`, the client identifies tokens without an audience.
  if (option === 'audience' && 'clientIds' in given) return { names: [] };
  return { problems: [`${variable} or the option ${option} of jwt is required`] };
}

function parseClientIds(given: GivenOptions): ParsedNames {
  return 'clientIds' in given ? parseOption('clientIds', given['clientIds']) : { names: [] };
}

function parseOption(option: string, value: unknown): ParsedNames {
  const names: unknown[] = Array.isArray(value) ? [...value] : [value];
  if (names.length > 0 && names.every(isText))
    return withoutInvisible(names, `the option ${option} of jwt`);
  return { problems: [`the option ${option} of jwt must be a text, or a list of texts`] };
}

// Names are compared exactly, so an invisible character in a name would refuse every token.
function withoutInvisible(names: readonly string[], source: string): ParsedNames {
  const [problem] = names.flatMap((name) => nameProblem(name) ?? []);
  return problem === undefined ? { names } : { problems: [`${source} ${problem}`] };
}

type Variables = Pick<JwtVariables, 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'DOMAIN_NAME'>;

/**
 * Returns the issuer and the audience of this service's own tokens. Either is `undefined` if neither a
 * variable nor the domain defines it.
 */
export function defaultIssuerAndAudience({ JWT_ISSUER, JWT_AUDIENCE, DOMAIN_NAME }: Variables) {
  const issuer = JWT_ISSUER ?? (DOMAIN_NAME && `https://${DOMAIN_NAME}`);
  return { issuer, audience: JWT_AUDIENCE ?? issuer };
}
