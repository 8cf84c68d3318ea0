import type { BasicVariables } from '../../config';
import { credentialLines, stripLines } from '../../util/config-lines';
import { readAsset } from '../../util/read-asset';
import { type CredentialsRead, failed, together } from './credential';
import { type PasswordRules, readCredential, readPair } from './parse-credential';

/** The source that the variables `USERNAME` and `PASSWORD` are. */
export const PAIR_SOURCE = 'USERNAME and PASSWORD';

/** Where credentials come from. */
export interface CredentialSources {
  /** What the option `credentials` is, where it was given: one credential, or an array of them. */
  readonly credentials?: unknown;
  /** The private asset with an htpasswd file; `false`: none; default: `/users.htpasswd`, if any. */
  readonly htpasswd?: string | false | undefined;
  /** `null`: none. */
  readonly variables: BasicVariables | null;
}

/** Reads every source; they all add up. */
export function readCredentials(sources: CredentialSources, rules: PasswordRules): CredentialsRead {
  const { variables, htpasswd } = sources;
  return together([
    ...(variables === null
      ? []
      : [readPairVariables(variables, rules), readLists(variables, rules)]),
    ...(htpasswd === false ? [] : [readHtpasswd(htpasswd, rules)]),
    ...('credentials' in sources ? [readOption(sources.credentials, rules)] : []),
  ]);
}

// Twilio's own example has a password of five characters, so any length will do here.
function readPairVariables(variables: BasicVariables, rules: PasswordRules): CredentialsRead {
  const { USERNAME: username, PASSWORD: password } = variables;
  if (username === undefined && password === undefined) return { credentials: [], problems: [] };
  const names = {
    source: PAIR_SOURCE,
    username: 'USERNAME',
    password: () => 'PASSWORD',
  };
  return readPair({ username, password }, names, { ...rules, minLength: null });
}

function readLists(variables: BasicVariables, rules: PasswordRules): CredentialsRead {
  const { BASIC_AUTH_CREDENTIALS, more } = variables;
  const lists = Object.entries({ BASIC_AUTH_CREDENTIALS, ...more });
  return together(lists.map(([name, text]) => readLines(text ?? '', name, rules)));
}

function readOption(given: unknown, rules: PasswordRules): CredentialsRead {
  const source = 'credentials';
  if (!Array.isArray(given)) return readCredential(given, source, source, rules);
  if (given.length === 0) return failed('credentials is an empty array');
  const reads = given.map((item, index) =>
    readCredential(item, source, `${source}[${index}]`, rules),
  );
  return withoutRepeats(together(reads), source);
}

/** Where `basic()` looks for an htpasswd file: `assets/users.private.htpasswd`, once deployed. */
const DEFAULT_HTPASSWD = '/users.htpasswd';

/**
 * Reads an htpasswd file that was deployed as a private asset.
 *
 * @param path - its name in the runtime. Default: {@link DEFAULT_HTPASSWD}, which may be missing.
 */
function readHtpasswd(path: string | undefined, rules: PasswordRules): CredentialsRead {
  const name = path ?? DEFAULT_HTPASSWD;
  const asset = readAsset(name);
  if (asset !== undefined) {
    if ('problem' in asset) return failed(`the asset ${name} ${asset.problem}`);
    return readHtpasswdText(asset.text, `the asset ${name}`, rules);
  }
  if (path === undefined) return { credentials: [], problems: [] };
  return failed(
    `there is no private asset ${name}: that is the path of its file in assets/, without .private`,
  );
}

/**
 * Reads the text of an htpasswd file as Apache does: white space around a line does not count. A plain
 * password has to be marked as one: any other text that is no hash may be one of a kind that is not known,
 * and Apache and nginx let nobody in with that.
 *
 * @param source - what holds the text, for the problems that name it.
 */
export function readHtpasswdText(
  text: string,
  source: string,
  rules: PasswordRules,
): CredentialsRead {
  return readLines(stripLines(text), source, { ...rules, needsMark: true });
}

/**
 * Reads credentials, one `user:password` or `user:hash` a line, as htpasswd files have them.
 *
 * @param source - what holds the text, for the problems that name it.
 */
export function readLines(text: string, source: string, rules: PasswordRules): CredentialsRead {
  const reads = credentialLines(text).map(({ number, line }) =>
    readCredential(line, source, `line ${number} of ${source}`, rules),
  );
  return withoutRepeats(together(reads), source);
}

/** Reports each username that one source has more than once: one of the two is a mistake. */
export function withoutRepeats(read: CredentialsRead, source: string): CredentialsRead {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { username } of read.credentials) {
    if (seen.has(username)) repeated.add(username);
    seen.add(username);
  }
  const problems = [...repeated].map(
    (username) => `${source} has the user ${JSON.stringify(username)} more than once`,
  );
  return { credentials: read.credentials, problems: [...read.problems, ...problems] };
}
