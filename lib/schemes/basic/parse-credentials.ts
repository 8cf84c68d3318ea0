import type { BasicVariables } from '../../config';
import { type CredentialsRead, failed, together } from './credential';
import { readCredential, readPair } from './parse-credential';
import { readHtpasswd } from './parse-htpasswd';
import { readLines } from './parse-lines';
import type { PasswordRules } from './parse-password';
import { withoutRepeats } from './reject-duplicates';

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
