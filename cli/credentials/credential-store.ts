import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NONE, readBasicVariables } from '../../lib/config';
import { parseBasicSettings } from '../../lib/schemes/basic/basic-settings';
import type { ParsedCredentials } from '../../lib/schemes/basic/credential';
import type { PasswordRules } from '../../lib/schemes/basic/parse-credential';
import { parseHtpasswd, parseLines } from '../../lib/schemes/basic/parse-credentials';
import { type EnvVariables, parseEnvText } from '../project/env-file';
import { ensureEnvFile } from '../project/local-env-file';
import { type Project, pathInProject } from '../project/project';
import { readText, replaceFile } from '../project/replace-file';
import { credentialsVariables } from '../project/variables';
import { CliError } from '../run-command';
import { type CredentialSource, htpasswdFile } from './credential-source';
import type { CredentialsCall } from './credentials-call';
import { setVariable } from './set-variable';
import type { StoredUser } from './user-lines';

/** The two files with credentials, as they were read or will be written. */
export interface CredentialStore {
  readonly project: Project;
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
export function openStore({ project, options }: CredentialsCall): CredentialStore {
  if (options.env !== project.envFile && !existsSync(options.env)) {
    throw new CliError(`The file ${options.env} does not exist.`);
  }
  const htpasswd = join(project.root, htpasswdFile(project, options.file));
  return {
    project,
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
  const file = { kind: 'file' as const, name: pathInProject(store.project, store.htpasswd.path) };
  return [
    ...variables.map((name) => ({ kind: 'variable' as const, name })),
    ...(store.htpasswd.text === null ? [] : [file]),
  ];
}

/** Returns the lines `user:hash` of a source, including the line break at the end. */
export function linesOf(store: CredentialStore, { kind, name }: CredentialSource): string {
  if (kind === 'file') return store.htpasswd.text ?? '';
  const value = variablesOf(store)[name] ?? '';
  return value === '' || value === NONE ? '' : `${value}\n`;
}

/** Returns the store with other lines in a source. */
export function withLines(
  store: CredentialStore,
  source: CredentialSource,
  lines: string,
): CredentialStore {
  const { env, htpasswd } = store;
  if (source.kind === 'file') return { ...store, htpasswd: { ...htpasswd, text: lines } };
  const text = setVariable(env.text ?? '', source.name, lines.replace(/\n$/, ''));
  return { ...store, env: { ...env, text } };
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
    mkdirSync(dirname(path), { recursive: true });
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

/**
 * Creates the missing `.env` of this repository, as `npm start` does, if a variable will be stored in it. In another
 * project, it is created with the variable alone.
 */
export function ensureEnvFileFor(
  { kind }: CredentialSource,
  { project, options }: CredentialsCall,
): void {
  const { root, envFile, isRepository } = project;
  const isMissing = options.env === envFile && !existsSync(envFile);
  if (kind === 'file' || !isRepository || !isMissing) return;
  console.error(ensureEnvFile(envFile, join(root, '.env.example')));
}
