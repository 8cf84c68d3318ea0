import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readBasicVariables } from '../../lib/config';
import { parseBasicSettings } from '../../lib/schemes/basic/basic-settings';
import type { ParsedCredentials } from '../../lib/schemes/basic/credential';
import type { PasswordRules } from '../../lib/schemes/basic/parse-credential';
import { parseHtpasswd, parseLines } from '../../lib/schemes/basic/parse-credentials';
import { type EnvVariables, ensureEnvFile, parseEnvText } from '../project/env-file';
import { ENV, ENV_EXAMPLE, ROOT } from '../project/paths';
import { credentialsVariables } from '../project/variables';
import { CliError } from '../run-command';
import { type CredentialSource, htpasswdFile } from './credential-source';
import type { CommandOptions } from './parse-command';
import { readText, replaceFile } from './replace-file';
import { setVariable } from './set-variable';
import type { StoredUser } from './user-lines';

/** The two files that hold credentials, as they were read or are to be written. */
export interface CredentialStore {
  readonly env: TextFile;
  readonly htpasswd: TextFile;
}

interface TextFile {
  readonly path: string;
  /** `null`: there is no such file. */
  readonly text: string | null;
}

/**
 * Reads both files. Either may be missing.
 *
 * @throws CliError where one was named that is missing.
 */
export function openStore(options: CommandOptions): CredentialStore {
  if (options.env !== ENV && !existsSync(options.env)) {
    throw new CliError(`There is no file ${options.env}`);
  }
  const htpasswd = join(ROOT, htpasswdFile(options.file));
  return {
    env: { path: options.env, text: readText(options.env) },
    htpasswd: { path: htpasswd, text: readText(htpasswd) },
  };
}

/** The variables of the file of settings. */
export function variablesOf({ env }: CredentialStore): EnvVariables {
  return parseEnvText(env.text ?? '');
}

/** The pepper; `undefined` where none is set. */
export function pepperOf(store: CredentialStore): string | undefined {
  return variablesOf(store)['PASSWORD_PEPPER'] || undefined;
}

/** Every source that is there, and could hold users. */
export function sourcesOf(store: CredentialStore): readonly CredentialSource[] {
  const variables = credentialsVariables(variablesOf(store));
  const file = { kind: 'file' as const, name: relative(ROOT, store.htpasswd.path) };
  return [
    ...variables.map((name) => ({ kind: 'variable' as const, name })),
    ...(store.htpasswd.text === null ? [] : [file]),
  ];
}

/** The lines `user:hash` of a source, with the last line ended. */
export function linesOf(store: CredentialStore, { kind, name }: CredentialSource): string {
  if (kind === 'file') return store.htpasswd.text ?? '';
  const value = variablesOf(store)[name] ?? '';
  return value === '' ? '' : `${value}\n`;
}

/** The store with other lines in a source. */
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

/** Reads lines of a source as the library does. */
export function parseSourceLines(
  lines: string,
  { kind, name }: CredentialSource,
  rules: PasswordRules,
): ParsedCredentials {
  return kind === 'file' ? parseHtpasswd(lines, name, rules) : parseLines(lines, name, rules);
}

/**
 * Checks that the library finds users, with just these hashes, where they were put.
 *
 * @throws CliError where it would not, as for a name that makes the line a comment.
 */
export function checkReadBack(
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
    `${source.name} cannot hold the user ${JSON.stringify(lost.username)}: a line that begins with # is a\n` +
      'comment. Nothing was changed.',
  );
}

/** Writes what has changed. */
export function saveStore(before: CredentialStore, after: CredentialStore): void {
  for (const name of ['env', 'htpasswd'] as const) {
    const { path, text } = after[name];
    if (text === null || text === before[name].text) continue;
    replaceFile({ path, before: before[name].text, after: text });
  }
}

/**
 * The pepper to mix into a new hash; `undefined`: none.
 *
 * @throws CliError for one that the library refuses.
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
  throw new CliError(`${problems.join('\n')}\nLengthen it, or leave it out with --no-pepper.`);
}

/** Makes `.env` as `npm start` does, where a variable is to go there and it is missing. */
export function ensureEnvFileFor({ kind }: CredentialSource, { env }: CommandOptions): void {
  if (kind === 'file' || env !== ENV || existsSync(ENV)) return;
  console.error(ensureEnvFile(ENV, ENV_EXAMPLE));
}
