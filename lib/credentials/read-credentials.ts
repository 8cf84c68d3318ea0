import type { BasicVariables } from '../config';
import {
  type BasicCredentials,
  formatBasicCredentials,
  MAX_AUTHORIZATION_LENGTH,
} from '../http/basic-credentials';
import { passwordProblem, usernameProblem } from './credential-problems';

/** One user's credentials: `user:password`, split at the first colon, or its two sides. */
export type Credential = string | BasicCredentials;

/** What was read, in Unicode normalization form C, and what is wrong with it: names, no values. */
export interface CredentialsRead {
  readonly credentials: readonly BasicCredentials[];
  readonly problems: readonly string[];
}

/** Reads the one pair that the variables `USERNAME` and `PASSWORD` make. */
export function readCredentialVariables({ USERNAME, PASSWORD }: BasicVariables): CredentialsRead {
  return readPair(USERNAME, PASSWORD, { username: 'USERNAME', password: 'PASSWORD' });
}

/** Reads the option `credentials`: one credential, or an array of them. */
export function readCredentialOption(given: unknown): CredentialsRead {
  if (!Array.isArray(given)) return readCredential(given, 'credentials');
  if (given.length === 0) return failed('credentials is an empty array');

  const reads = given.map((item, index) => readCredential(item, `credentials[${index}]`));
  const credentials = reads.flatMap((read) => read.credentials);
  const problems = reads.flatMap((read) => read.problems);
  return { credentials, problems: [...problems, ...repeatedUsernames(credentials)] };
}

function readCredential(given: unknown, name: string): CredentialsRead {
  if (typeof given === 'object' && given !== null) {
    const { username, password } = given as Partial<Record<keyof BasicCredentials, unknown>>;
    const names = { username: `${name}.username`, password: `${name}.password` };
    return readPair(username, password, names);
  }
  if (typeof given !== 'string') {
    return failed(`${name} is neither "user:password" nor { username, password }`);
  }
  const colon = given.indexOf(':');
  if (colon === -1) return failed(`${name} has no colon: write "user:password"`);
  return readPair(given.slice(0, colon), given.slice(colon + 1), {
    username: `the username in ${name}`,
    password: `the password in ${name}`,
  });
}

function readPair(
  username: unknown,
  password: unknown,
  names: { readonly username: string; readonly password: string },
): CredentialsRead {
  const problems = [
    ...usernameProblem(username).map((problem) => `${names.username} ${problem}`),
    ...passwordProblem(password).map((problem) => `${names.password} ${problem}`),
  ];
  if (problems.length > 0) return { credentials: [], problems };

  const credentials = {
    username: (username as string).normalize('NFC'),
    password: (password as string).normalize('NFC'),
  };
  if (formatBasicCredentials(credentials).length > MAX_AUTHORIZATION_LENGTH) {
    return failed(`${names.username} and ${names.password} are too long for a request header`);
  }
  return { credentials: [credentials], problems: [] };
}

function repeatedUsernames(credentials: readonly BasicCredentials[]): readonly string[] {
  const distinct = new Set(credentials.map(({ username }) => username));
  if (distinct.size === credentials.length) return [];
  return ['credentials has the same username more than once'];
}

function failed(problem: string): CredentialsRead {
  return { credentials: [], problems: [problem] };
}
