import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readBasicVariables } from '../../lib/config';
import { parseBasicSettings } from '../../lib/schemes/basic/basic-settings';
import type { ParsedCredentials } from '../../lib/schemes/basic/credential';
import type { PasswordRules } from '../../lib/schemes/basic/parse-credential';
import { parseHtpasswd, parseLines } from '../../lib/schemes/basic/parse-credentials';
import { type EnvVariables, ensureEnvFile, parseEnvText } from '../project/env-file';
import { ENV, ENV_EXAMPLE, ROOT } from '../project/paths';
import { readText, replaceFile } from '../project/replace-file';
import { credentialsVariables } from '../project/variables';
import { CliError } from '../run-command';
import { type CredentialSource, htpasswdFile } from './credential-source';
import type { CommandOptions } from './parse-command';
import { setVariable } from './set-variable';
import type { StoredUser } from './user-lines';

/** The two files with credentials, as they were read or will be written. */
export interface CredentialStore {
  readonly env: TextFile;
  readonly htpasswd: TextFile;
}

interface TextFile {
  readonly path: string;
  /** `null` if the file does not exist. */
  readonly text: string | null;
}

/**
 * Reads both files, which may be missing.
 *
 * @throws CliError if a named file is missing.
 */
export function openStore(options: CommandOptions): CredentialStore {
  if (options.env !== ENV && !existsSync(options.env)) {
    throw new CliError(`The file ${options.env} does not exist.`);
  }
  const htpasswd = join(ROOT, htpasswdFile(options.file));
  return {
    env: { path: options.env, text: readText(options.env) },
    htpasswd: { path: htpasswd, text: readText(htpasswd) },
  };
}

/** Returns the variables of the file of settings. */
export function variablesOf({ env }: CredentialStore): EnvVariables {
  return parseEnvText(env.text ?? '');
}

/** Returns the pepper, or `undefined` if none is set. */
export function pepperOf(store: CredentialStore): string | undefined {
  return variablesOf(store)['PASSWORD_PEPPER'] || undefined;
}

/** Returns every existing source of users. */
export function sourcesOf(store: CredentialStore): readonly CredentialSource[] {
  const variables = credentialsVariables(variablesOf(store));
  const file = { kind: 'file' as const, name: relative(ROOT, store.htpasswd.path) };
  return [
    ...variables.map((name) => ({ kind: 'variable' as const, name })),
    ...(store.htpasswd.text === null ? [] : [file]),
  ];
}

/** Returns the lines `user:hash` of a source, including the line break at the end. */
export function linesOf(store: CredentialStore, { kind, name }: CredentialSource): string {
  if (kind === 'file') return store.htpasswd.text ?? '';
  const value = variablesOf(store)[name] ?? '';
  return value === '' ? '' : `${value}\n`;
}

/** Returns the store with other lines in a source. */
export function withLines(
  store: CredentialStore,
  source: CredentialSource,
  lines: string,
): CredentialStore {
  const { env, htpasswd } = store;
  if (source.kind === 'file') return { env, htpasswd: { ...htpasswd, text: lines } };
  const text = setVariable(env.text ?? '', source.name, lines.replace(/\n$/, ''));
  return { env: { ...env, text }, htpasswd };
}

/** Parses lines of a source as the library does. */
export function parseSourceLines(
  lines: string,
  { kind, name }: CredentialSource,
  rules: PasswordRules,
): ParsedCredentials {
  return kind === 'file' ? parseHtpasswd(lines, name, rules) : parseLines(lines, name, rules);
}

/**
 * Checks that the library finds the users and their hashes in the changed source.
 *
 * @throws CliError if it does not, for example because a name makes the line a comment.
 */
export function requireReadBack(
  store: CredentialStore,
  source: CredentialSource,
  users: readonly StoredUser[],
): void {
  const rules = { pepper: pepperOf(store), minLength: null };
  const { credentials } = parseSourceLines(linesOf(store, source), source, rules);
  const found = new Map(credentials.map(({ username, stored }) => [username, stored]));
  const lost = users.find(({ username, stored }) => found.get(username) !== stored);
  if (lost === undefined) return;
  throw new CliError(
    `${source.name} cannot store the user ${JSON.stringify(lost.username)}: a line that begins with # is a comment.\n` +
      'Nothing was changed.',
  );
}

/** Writes the files that have changed. */
export function saveStore(before: CredentialStore, after: CredentialStore): void {
  for (const name of ['env', 'htpasswd'] as const) {
    const { path, text } = after[name];
    if (text === null || text === before[name].text) continue;
    replaceFile({ path, before: before[name].text, after: text });
  }
}

/**
 * Returns the pepper for a new hash, or `undefined` if it gets none.
 *
 * @throws CliError if the library refuses the pepper.
 */
export function requirePepper(
  variables: EnvVariables,
  { pepper: isWanted }: { readonly pepper: boolean },
): string | undefined {
  const { PASSWORD_PEPPER: pepper } = variables;
  if (!isWanted || !pepper) return undefined;
  const given = { htpasswd: false, variables: false, verify: () => null } as const;
  const { problems } = parseBasicSettings(given, readBasicVariables({ PASSWORD_PEPPER: pepper }));
  if (problems.length === 0) return pepper;
  throw new CliError(`${problems.join('\n')}\nLengthen it, or omit it with --no-pepper.`);
}

/** Creates a missing `.env`, as `npm start` does, if a variable will be stored in it. */
export function ensureEnvFileFor({ kind }: CredentialSource, { env }: CommandOptions): void {
  if (kind === 'file' || env !== ENV || existsSync(ENV)) return;
  console.error(ensureEnvFile(ENV, ENV_EXAMPLE));
}
