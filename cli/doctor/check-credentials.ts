import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBasicVariables } from '../../lib/config';
import { type KnownCredential, withProblem } from '../../lib/schemes/basic/credential';
import { parseCredentials, parseHtpasswd } from '../../lib/schemes/basic/parse-credentials';
import type { AcceptedCredential } from '../../lib/types';
import { commandLine } from '../../lib/util/command-line';
import { decodeText } from '../../lib/util/decode-text';
import { name as THIS_PACKAGE } from '../../package.json';
import { count, type Finding, listOf } from './finding';
import type { InspectedScheme } from './inspect-function';
import type { ProjectState } from './project-state';

// From Twilio's documentation and templates, and common substitutes.
const EXAMPLES =
  /^(?:ahoy!?|ahoy there!?|twilio|password|passcode|secret|default|admin|changeme)$/i;

const MIN_BCRYPT_COST = 10;
const HASH = commandLine('credentials hash');

/** Checks the accepted credentials for weak, repeated and unsuitable passwords. */
export function checkCredentials(project: ProjectState): readonly Finding[] {
  const schemes = project.functions.flatMap((given) => given.schemes);
  const users = schemes.flatMap((scheme) => scheme.users ?? []);
  const known = configuredCredentials(project);
  return [
    ...(project.target.isProduction ? plainPasswords(users) : []),
    ...known.flatMap(examplePassword),
    ...known.flatMap(cheapBcrypt),
    ...samePasswords(known),
    ...(schemes.some(isUnknown) ? [] : idlePepper(project, users)),
    ...undeclaredPackage(project, users),
  ];
}

// Its settings are invalid, so its stored passwords are unknown.
function isUnknown({ name, problems }: InspectedScheme): boolean {
  return name === 'basic' && problems.length > 0;
}

function plainPasswords(users: readonly AcceptedCredential[]): readonly Finding[] {
  const plain = users.filter(({ format }) => format === 'plain');
  return [...new Set(plain.map(({ source }) => source))].map((name) => {
    const names = new Set(
      plain.filter(({ source }) => source === name).map((user) => user.username),
    );
    const message = `${count(names.size, 'password')} in plain text, and the target is production`;
    return { level: 'warning', name, message, remedy: `store a hash: ${HASH}` };
  });
}

function examplePassword({ username, password, source }: KnownCredential): readonly Finding[] {
  if (password.format !== 'plain' || !EXAMPLES.test(password.password)) return [];
  const user = JSON.stringify(username);
  const message = `the password of user ${user} is from an example, which attackers try first`;
  return [{ level: 'warning', name: source, message, remedy: 'choose a random one' }];
}

function cheapBcrypt({ stored, username, source }: KnownCredential): readonly Finding[] {
  const cost = Number(/^\$2[aby]\$(\d\d)\$/.exec(stored)?.[1]);
  if (!(cost < MIN_BCRYPT_COST)) return [];
  const message = `the bcrypt hash of user ${JSON.stringify(username)} has cost ${cost}; the minimum is ${MIN_BCRYPT_COST}`;
  return [{ level: 'warning', name: source, message, remedy: `create a new hash: ${HASH}` }];
}

function samePasswords(known: readonly KnownCredential[]): readonly Finding[] {
  const users = new Map<string, Set<string>>();
  for (const { password, username } of known) {
    if (password.format !== 'plain') continue;
    users.set(password.password, (users.get(password.password) ?? new Set()).add(username));
  }
  return [...users.values()]
    .filter((names) => names.size > 1)
    .map((names) => ({
      level: 'warning',
      name: listOf([...names]),
      message: 'these users have the same password',
      remedy: 'give each user a different password',
    }));
}

function idlePepper(
  { env }: ProjectState,
  users: readonly AcceptedCredential[],
): readonly Finding[] {
  const name = 'PASSWORD_PEPPER';
  if (!env.variables[name] || users.some(({ peppered }) => peppered)) return [];
  const message = 'is set, but no stored hash uses it';
  return [{ level: 'warning', name, message, remedy: `create hashes with it: ${HASH}` }];
}

// The scheme itself reports a package that is not installed. The npm package of this library includes the code.
function undeclaredPackage(
  { packageJson }: ProjectState,
  users: readonly AcceptedCredential[],
): readonly Finding[] {
  const name = 'hash-wasm';
  const needs = users.some(({ format }) => format === 'bcrypt' || format === 'argon2id');
  const declared = [name, THIS_PACKAGE].some(
    (one) => packageJson.dependencies?.[one] !== undefined,
  );
  if (!needs || declared) return [];
  const message = 'bcrypt and argon2id need it, and it is not in "dependencies" of package.json';
  return [{ level: 'error', name, message, remedy: `npm install --save-exact ${name}` }];
}

/**
 * Returns the credentials in variables and htpasswd files that a policy accepts, with their secrets. Checks compare
 * the secrets and must not print them. Credentials in code are not included.
 */
function configuredCredentials({
  root,
  env,
  uploads,
  functions,
}: ProjectState): readonly KnownCredential[] {
  const variables = readBasicVariables(env.variables);
  const rules = { pepper: variables['PASSWORD_PEPPER'], minLength: null };
  const files = uploads.filter(
    ({ path, visibility }) => visibility === 'private' && path.endsWith('.htpasswd'),
  );
  const all = [
    parseCredentials({ variables, htpasswd: false }, rules),
    ...files.map(({ file, path }) => {
      const read = decodeText(readFileSync(join(root, file)));
      return 'problem' in read
        ? withProblem(read.problem)
        : parseHtpasswd(read.text, `the asset ${path}`, rules);
    }),
  ].flatMap(({ credentials }) => credentials);
  const users = functions.flatMap(({ schemes }) => schemes.flatMap((scheme) => scheme.users ?? []));
  const accepted = new Set(users.map(({ source }) => source));
  return all.filter(({ source }) => accepted.has(source));
}
