import type { BasicVariables } from '../../config';
import { credentialLines, stripLines } from '../../util/config-lines';
import { readAsset } from '../../util/read-asset';
import { mergeResults, type ParsedCredentials, withProblem } from './credential';
import { type PasswordRules, parseCredential, parseUsernamePassword } from './parse-credential';

/** The source name of the variables `USERNAME` and `PASSWORD`. */
export const USERNAME_PASSWORD_SOURCE = 'USERNAME and PASSWORD';

/** The sources of credentials. */
export interface CredentialSources {
  /** The option `credentials`, if given: one credential, or an array of them. */
  readonly credentials?: unknown;
  /** The private asset with an htpasswd file, or `false` for none. Default: `/users.htpasswd`, if deployed. */
  readonly htpasswd?: string | false | undefined;
  /** `null` ignores the variables. */
  readonly variables: BasicVariables | null;
}

/** Parses every source and combines the credentials. */
export function parseCredentials(
  sources: CredentialSources,
  rules: PasswordRules,
): ParsedCredentials {
  const { variables, htpasswd } = sources;
  return mergeResults([
    ...(variables === null
      ? []
      : [parseUsernameVariables(variables, rules), parseLists(variables, rules)]),
    ...(htpasswd === false ? [] : [readHtpasswd(htpasswd, rules)]),
    ...('credentials' in sources ? [parseOption(sources.credentials, rules)] : []),
  ]);
}

// Any length is valid here, because Twilio's own example has a password of five characters.
function parseUsernameVariables(
  variables: BasicVariables,
  rules: PasswordRules,
): ParsedCredentials {
  const { USERNAME: username, PASSWORD: password } = variables;
  if (username === undefined && password === undefined) return { credentials: [], problems: [] };
  const labels = {
    source: USERNAME_PASSWORD_SOURCE,
    username: 'USERNAME',
    password: () => 'PASSWORD',
  };
  return parseUsernamePassword({ username, password }, labels, { ...rules, minLength: null });
}

function parseLists(variables: BasicVariables, rules: PasswordRules): ParsedCredentials {
  const { BASIC_AUTH_CREDENTIALS, more } = variables;
  const lists = Object.entries({ BASIC_AUTH_CREDENTIALS, ...more });
  return mergeResults(lists.map(([name, text]) => parseLines(text ?? '', name, rules)));
}

function parseOption(given: unknown, rules: PasswordRules): ParsedCredentials {
  const source = 'credentials';
  if (!Array.isArray(given)) return parseCredential(given, source, source, rules);
  if (given.length === 0) return withProblem('credentials must not be empty');
  const results = given.map((item, index) =>
    parseCredential(item, source, `${source}[${index}]`, rules),
  );
  return rejectDuplicates(mergeResults(results), source);
}

/** The default htpasswd file of `basic()`: `assets/users.private.htpasswd`, once deployed. */
const DEFAULT_HTPASSWD = '/users.htpasswd';

/**
 * Reads an htpasswd file from a private asset.
 *
 * @param path - the asset's name in the runtime. Default: {@link DEFAULT_HTPASSWD}, which may be missing.
 */
function readHtpasswd(path: string | undefined, rules: PasswordRules): ParsedCredentials {
  const name = path ?? DEFAULT_HTPASSWD;
  const asset = readAsset(name);
  if (asset !== undefined) {
    if ('problem' in asset) return withProblem(`the asset ${name} ${asset.problem}`);
    return parseHtpasswd(asset.text, `the asset ${name}`, rules);
  }
  if (path === undefined) return { credentials: [], problems: [] };
  return withProblem(
    `there is no private asset ${name}: that is the path of its file in assets/, without .private`,
  );
}

/**
 * Parses the text of an htpasswd file as Apache does: white space around a line is ignored. A plain
 * password must be marked as plain, because any other text may be a hash of an unknown format, which Apache
 * and nginx never accept.
 *
 * @param source - the name of the file in problems.
 */
export function parseHtpasswd(
  text: string,
  source: string,
  rules: PasswordRules,
): ParsedCredentials {
  return parseLines(stripLines(text), source, { ...rules, needsMark: true });
}

/**
 * Parses credentials, one `user:password` or `user:hash` per line, as in an htpasswd file.
 *
 * @param source - the name of the variable or file in problems.
 */
export function parseLines(text: string, source: string, rules: PasswordRules): ParsedCredentials {
  const results = credentialLines(text).map(({ number, line }) =>
    parseCredential(line, source, `line ${number} of ${source}`, rules),
  );
  return rejectDuplicates(mergeResults(results), source);
}

/** Adds a problem for each username that one source has more than once, which must be a mistake. */
function rejectDuplicates(parsed: ParsedCredentials, source: string): ParsedCredentials {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { username } of parsed.credentials) {
    if (seen.has(username)) repeated.add(username);
    seen.add(username);
  }
  const problems = [...repeated].map(
    (username) => `${source} has the user ${JSON.stringify(username)} more than once`,
  );
  return { credentials: parsed.credentials, problems: [...parsed.problems, ...problems] };
}
