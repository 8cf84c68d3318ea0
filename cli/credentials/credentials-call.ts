import { resolve } from 'node:path';
import { usernameProblem } from '../../lib/http/credential-text';
import { envFileOf } from '../project/env-file';
import { openProject, type Project, pathInProject } from '../project/project';
import { CliError, UsageError } from '../run-command';

/** A call of one of the credentials commands. */
export interface CredentialsCall {
  readonly project: Project;
  /** The USERNAME, FILE, NAME or ID, if it was given. */
  readonly name: string | undefined;
  readonly options: CredentialsOptions;
}

/** The options of all credentials commands, with their defaults. */
export interface CredentialsOptions {
  readonly generate: boolean;
  readonly pepper: boolean;
  readonly replace: boolean;
  readonly variable: string | undefined;
  /** The htpasswd file, relative to the project's folder. An empty text is the default file. */
  readonly file: string | undefined;
  /** The expiry of a token, as the operator gave it. */
  readonly expires: string | undefined;
  readonly paths: readonly string[];
  readonly scopes: readonly string[];
  /** Whether to store an existing token. */
  readonly existing: boolean;
  /** The file of settings. */
  readonly env: string;
  /** The algorithm of a new signing key. */
  readonly alg: string | undefined;
  readonly endRotation: boolean;
}

/** The options as the command line has them. */
export interface GivenOptions {
  readonly generate?: true;
  readonly pepper?: boolean;
  readonly replace?: true;
  readonly variable?: string;
  /** An empty text is the default file. */
  readonly file?: string;
  readonly expires?: string;
  readonly path?: readonly string[];
  readonly scope?: readonly string[];
  readonly existing?: true;
  readonly env?: string;
  readonly alg?: string;
  readonly endRotation?: true;
}

/**
 * Completes the given options, in the project of the working directory.
 *
 * @throws CliError if there is no project, or if two options exclude each other.
 */
export function credentialsCall(name: string | undefined, given: GivenOptions): CredentialsCall {
  const project = openProject();
  const { variable, file, path, scope } = given;
  if (variable !== undefined && file !== undefined) {
    throw new UsageError('--variable and --file cannot be combined: choose one.');
  }
  return {
    project,
    name,
    options: {
      generate: given.generate === true,
      pepper: given.pepper !== false,
      replace: given.replace === true,
      variable,
      file,
      expires: given.expires,
      paths: path ?? [],
      scopes: scope ?? [],
      existing: given.existing === true,
      env: envFileOf(project, given.env === undefined ? [] : [`--env=${given.env}`]),
      alg: given.alg,
      endRotation: given.endRotation === true,
    },
  };
}

/** Returns the path of the default htpasswd file of `basic()`, relative to the project's folder. */
export function defaultHtpasswd(project: Project): string {
  return pathInProject(project, resolve(project.assetsFolder.source, 'users.private.htpasswd'));
}

/**
 * Returns the operator's username in Unicode normalization form C.
 *
 * @throws CliError if no request can carry it.
 */
export function requireUsername(given: string | undefined, what = 'username'): string {
  const problem = usernameProblem(given);
  if (problem === undefined) return (given as string).normalize('NFC');
  throw new CliError(`The ${what} ${problem}.`);
}
