import { createHash } from 'node:crypto';
import {
  apiKey,
  bearer,
  type Outcome,
  type Scheme,
  type TokenOptions,
  withAuth,
} from '../../../assets/auth.private';
import { makeToken } from '../../../lib/tokens/token-format';
import { invoke } from './invoke';

/** A token of this library, new in every run. */
export const { id: ID, token: TOKEN } = makeToken();

/** A token of another format. */
export const FOREIGN = 'c2VjcmV0~of.somebody_else/+==';

/** Returns the stored hash of a token. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Returns a line of BEARER_TOKENS. */
export const lineOf = (name: string, token: string, rest = '') => `${name}:${hashOf(token)}${rest}`;

/** The two ways to present a token, each with its scheme and the headers that a client sends. */
export interface Carrier {
  readonly scheme: string;
  create(options?: TokenOptions): Scheme;
  headers(token: string): Readonly<Record<string, unknown>>;
}

export const CARRIERS: readonly Carrier[] = [
  {
    scheme: 'bearer',
    create: bearer,
    headers: (token) => ({ authorization: `Bearer ${token}` }),
  },
  { scheme: 'api_key', create: apiKey, headers: (token) => ({ 'x-api-key': token }) },
];

/** Calls a Function of such a scheme, whose response is the principal. */
export function callWith(
  { create, headers }: Carrier,
  token: string,
  variables: Readonly<Record<string, unknown>>,
) {
  const handler = withAuth(create(), (context) => context.auth);
  return invoke(handler, { variables, event: { request: { headers: headers(token) } } });
}

/** Returns the outcome for a token of a scheme with these settings. */
export function tokenOutcomeOf(
  { create, headers }: Carrier,
  token: string,
  settings: {
    readonly variables?: object;
    readonly options?: TokenOptions;
    readonly PATH?: unknown;
  },
): Outcome {
  const { variables = {}, options = {} } = settings;
  const PATH = 'PATH' in settings ? settings.PATH : '/test';
  const configured = create(options).configure(variables);
  if ('problems' in configured) throw new Error(configured.problems.join('; '));
  return configured.authenticate({ request: { headers: headers(token) } }, { PATH }) as Outcome;
}

/** Returns the problems of a scheme with these settings. */
export function tokenProblemsOf(create: Carrier['create'], options: TokenOptions, variables = {}) {
  const configured = create(options).configure(variables);
  return 'problems' in configured ? configured.problems : [];
}
