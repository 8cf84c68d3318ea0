import { relative, resolve, sep } from 'node:path';
import { ROOT } from '../project/paths';
import { isCredentialsVariable } from '../project/variables';
import { CliError } from '../run-command';
import { type CommandOptions, HTPASSWD } from './parse-command';

/** Where users are kept: a variable of the file of settings, or the htpasswd file. */
export interface CredentialSource {
  readonly kind: 'variable' | 'file';
  /** The variable's name, or the file's path from the project's folder. */
  readonly name: string;
}

// The toolkit makes every other file in assets/ public.
const PRIVATE_ASSET = /^assets\/(?:[\w.-]+\/)*[\w.-]+\.private\.htpasswd$/;

/** The source that the options name; `null` where they name none. */
export function parseSource({ variable, file }: CommandOptions): CredentialSource | null {
  if (file !== undefined) return { kind: 'file', name: htpasswdFile(file) };
  if (variable === undefined) return null;
  if (isCredentialsVariable(variable)) return { kind: 'variable', name: variable };
  throw new CliError(
    'The library reads credentials from BASIC_AUTH_CREDENTIALS and from variables that begin with\n' +
      'BASIC_AUTH_CREDENTIALS_ and go on in letters, digits and _, as in BASIC_AUTH_CREDENTIALS_2.',
  );
}

/**
 * The path of the htpasswd file, from the project's folder.
 *
 * @throws CliError for a file that would be public, or would not be deployed.
 */
export function htpasswdFile(given: string = HTPASSWD): string {
  const path = relative(ROOT, resolve(ROOT, given)).split(sep).join('/');
  if (PRIVATE_ASSET.test(path)) return path;
  throw new CliError(
    'The htpasswd file has to be a private asset, or everybody could read it: a file in assets/ whose\n' +
      `name ends with .private.htpasswd, as in ${HTPASSWD}`,
  );
}
