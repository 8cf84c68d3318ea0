import { relative, resolve } from 'node:path';
import { type Project, pathInProject } from '../project/project';
import { isCredentialsVariable } from '../project/variables';
import { CliError } from '../run-command';
import { type CredentialsCall, defaultHtpasswd } from './credentials-call';

/** A source of users: a variable in the file of settings, or the htpasswd file. */
export interface CredentialSource {
  readonly kind: 'variable' | 'file';
  /** The variable's name, or the file's path from the project's folder. */
  readonly name: string;
}

// The toolkit makes every other file of the assets public.
const PRIVATE_ASSET = /^(?!\.\.)(?:[\w.-]+\/)*[\w.-]+\.private\.htpasswd$/;

/** Returns the source that the options name, or `null` if they name none. */
export function parseSource({ project, options }: CredentialsCall): CredentialSource | null {
  const { variable, file } = options;
  if (file !== undefined) return { kind: 'file', name: htpasswdFile(project, file) };
  if (variable === undefined) return null;
  if (isCredentialsVariable(variable)) return { kind: 'variable', name: variable };
  throw new CliError(
    '--variable must be BASIC_AUTH_CREDENTIALS or begin with BASIC_AUTH_CREDENTIALS_, followed by\n' +
      'letters, digits and _, as in BASIC_AUTH_CREDENTIALS_2.',
  );
}

/**
 * Returns the path of the htpasswd file, relative to the project's folder.
 *
 * @throws CliError if the file would be public, or would not be deployed.
 */
export function htpasswdFile(project: Project, given: string | undefined): string {
  const name = given === undefined || given === '' ? defaultHtpasswd(project) : given;
  const file = resolve(project.root, name);
  const folder = project.assetsFolder.source;
  if (PRIVATE_ASSET.test(relative(folder, file).replaceAll('\\', '/')))
    return pathInProject(project, file);
  throw new CliError(
    'The htpasswd file must be a private asset, or anyone could read it: a file in assets/ whose name ends\n' +
      `with .private.htpasswd, as in ${defaultHtpasswd(project)}`,
  );
}
