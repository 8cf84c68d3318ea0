import { EDGE_TOKENS } from '../../lib/config';
import { parseHeaderToken } from '../../lib/http/bearer-authorization';
import { isScope } from '../../lib/http/scope';
import {
  EDGE_PREFIX,
  hasBadChecksum,
  makeToken,
  type NewToken,
  tokenIdOf,
} from '../../lib/tokens/token-format';
import { tokenHash } from '../../lib/tokens/token-hash';
import { isExpired, isPathLimit, parseExpiry } from '../../lib/tokens/token-limits';
import { isTokenVariable } from '../project/variables';
import { CliError } from '../run-command';
import { askPassword } from './ask-password';
import type { CredentialSource } from './credential-source';
import {
  type CredentialStore,
  ensureEnvFileFor,
  linesOf,
  openStore,
  saveStore,
  variablesOf,
  withLines,
} from './credential-store';
import { type CredentialsCall, type CredentialsOptions, requireUsername } from './credentials-call';
import { tokensIn } from './known-credentials';
import { DEPLOY_SENTENCE } from './print-change';
import { requireFittingSize } from './set-variable';
import { withLine } from './user-lines';

// 128 bits in base64.
const MIN_CHARACTERS = 22;
const DAYS = /^(\d{1,5})d$/;
const DAY = 86_400_000;

/** Runs `token`: creates a token, or asks for an existing one, and stores its hash. A name can have several tokens. */
export async function addToken(call: CredentialsCall): Promise<void> {
  const { name, options } = call;
  const username = requireUsername(name, 'name');
  const source = parseTokenVariable(options);
  if (!options.existing) {
    storeToken(call, { username, source, ...makeToken() });
    return;
  }
  const token = await askToken(username);
  storeToken(call, { username, source, id: tokenIdOf(token), token });
}

/** Runs `edge-token`: creates the token with which an edge identifies itself, and stores its hash. */
export function addEdgeToken(call: CredentialsCall): void {
  const username = requireUsername(call.name, 'name');
  const source: CredentialSource = { kind: 'variable', name: EDGE_TOKENS };
  storeToken(call, { username, source, ...makeToken(EDGE_PREFIX) });
}

/** A token to store, its user, and the variable that stores its hash. */
interface TokenToStore extends Omit<NewToken, 'id'> {
  /** Undefined for a token of another format. */
  readonly id: string | undefined;
  readonly username: string;
  readonly source: CredentialSource;
}

// Stores the hash of a token, and shows a new token.
function storeToken(call: CredentialsCall, { id, token, username, source }: TokenToStore): void {
  const { options } = call;
  const limits = parseLimits(options);
  ensureEnvFileFor(source, call);
  const before = openStore(call);
  const line = `${username}:${id === undefined ? '' : `${id}.`}${tokenHash(token)}${limits}`;
  const after = withLines(before, source, withLine(linesOf(before, source), line));
  requireUsableToken(before, after, source);
  const sizes = requireFittingSize(source.name, variablesOf(after));
  saveStore(before, after);

  console.error(
    `Added a token of ${username}${id === undefined ? '' : `, ${id},`} to ${source.name}.`,
  );
  if (!options.existing) {
    console.error('The token, which is not shown again:');
    console.log(token);
  }
  console.error(`${sizes}\n${DEPLOY_SENTENCE}`);
}

function parseTokenVariable({
  variable: name = 'BEARER_TOKENS',
}: CredentialsOptions): CredentialSource {
  if (isTokenVariable(name)) return { kind: 'variable', name };
  throw new CliError(
    '--variable must be BEARER_TOKENS or begin with BEARER_TOKENS_, followed by letters, digits and _,\n' +
      'as in BEARER_TOKENS_2.',
  );
}

async function askToken(username: string): Promise<string> {
  const token = await askPassword(`Token of ${username}`, 'token');
  if (parseHeaderToken(token) !== token || hasBadChecksum(token)) {
    throw new CliError('This is not a token (RFC 6750 section 2.1). Nothing was changed.');
  }
  if (token.length >= MIN_CHARACTERS) return token;
  throw new CliError(
    `The token has ${token.length} characters and must have at least ${MIN_CHARACTERS}. Nothing was changed.`,
  );
}

// Checks that the library finds the new token and reports no new problem.
function requireUsableToken(
  before: CredentialStore,
  after: CredentialStore,
  { name }: CredentialSource,
): void {
  const [old, now] = [tokensIn(before, name), tokensIn(after, name)];
  const problems = now.problems.filter((problem) => !old.problems.includes(problem));
  if (problems.length > 0) throw new CliError(`${problems.join('\n')}\nNothing was changed.`);
  if (now.tokens.length === old.tokens.length + 1) return;
  throw new CliError(
    `The name must not begin with #: in ${name}, such a line is a comment. Nothing was changed.`,
  );
}

/**
 * Returns the limits of the options in the format of a token's line: ` expires=2027-01-31 scopes=read`.
 *
 * @throws CliError if the library would not accept a limit.
 */
function parseLimits({ expires, paths, scopes }: CredentialsOptions): string {
  const limits = {
    expires: expires === undefined ? '' : parseExpires(expires),
    paths: joinList(paths, isPathLimit, '--path must be a path, as in /status or /hooks/*'),
    scopes: joinList(scopes, isListed, '--scope must be the name of one scope, as in read'),
  };
  return Object.entries(limits)
    .map(([name, value]) => (value === '' ? '' : ` ${name}=${value}`))
    .join('');
}

function parseExpires(given: string): string {
  const [, days] = DAYS.exec(given) ?? [];
  const expires = days === undefined ? given : dayIn(Number(days));
  if (parseExpiry(expires) === undefined) {
    throw new CliError(
      '--expires must be a day, a time in UTC or a number of days: 2027-01-31, 2027-01-31T12:00:00Z, 90d',
    );
  }
  if (isExpired(expires)) throw new CliError('--expires must be in the future.');
  return expires;
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, '2027-01-31'.length);
}

function joinList(
  given: readonly string[],
  isRight: (item: string) => boolean,
  expected: string,
): string {
  if (given.every(isRight)) return given.join(',');
  throw new CliError(`${expected}. Give the option once for each.`);
}

// Commas separate the scopes in a stored line.
function isListed(scope: string): boolean {
  return isScope(scope) && !scope.includes(',');
}
