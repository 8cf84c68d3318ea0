import type { EventSource } from '../../lib/directory/audit-log/record-event';
import { newId } from '../../lib/directory/crypto/ids';
import { type DirectoryKeys, directoryKeys } from '../../lib/directory/crypto/keys';
import { closeDatabases, type Database, databaseAt } from '../../lib/directory/database/database';
import type { DatabaseAddress } from '../../lib/directory/database/database-address';
import { isUnavailable } from '../../lib/directory/database/database-errors';
import { OPERATOR } from '../../lib/directory/invitations/invitations';
import { commandLine } from '../../lib/util/command-line';
import { describeAddress, requireAddress } from '../postgres/with-connection';
import { envFileOf, readVariables } from '../project/env-file';
import { openProject } from '../project/project';
import { provideDatabase } from '../project/toolchain';
import { CliError } from '../run-command';
import { findLinkOrigin, type LinkOrigin } from './link-origin';

// PostgreSQL's manual, appendix A: an undefined table or column, and too few rights.
const NOT_MIGRATED = ['42P01', '42703', '42501'];

/** The open directory of a command. */
export interface OpenDirectory {
  readonly database: Database;
  readonly address: DatabaseAddress;
  /** Returns the keys in DIRECTORY_KEY. @throws CliError if it is missing or wrong. */
  readonly keys: () => DirectoryKeys;
  /** Returns the address for the owner of the tables, if DATABASE_OWNER_URL names the owner. */
  readonly ownerAddress: () => DatabaseAddress;
  /** Returns the origin of links. Rejects with a CliError if it is unknown. */
  linkOrigin(): Promise<LinkOrigin>;
}

/**
 * Opens the directory's database while a command runs.
 *
 * @param env - the file of settings. Default: `.env`.
 * @throws CliError that names the problem, without the URL's password.
 */
export async function withDirectory(
  env: string | undefined,
  work: (directory: OpenDirectory) => Promise<void>,
): Promise<void> {
  const project = openProject();
  const file = envFileOf(project, env === undefined ? [] : [`--env=${env}`]);
  const names = ['DATABASE_URL', 'DATABASE_CA', 'PUBLIC_URL', 'DIRECTORY_KEY'];
  const given = readVariables(project, { file, names });
  const { variables, ownerUrl, stop } = await provideDatabase(given);
  const url = given['DATABASE_URL'] ?? variables['DATABASE_URL'] ?? '';
  try {
    const ca = given['DATABASE_CA'];
    const address = requireAddress({ name: 'DATABASE_URL', url, ca });
    const ownerAddress = () => {
      const owner = ownerUrl ?? (process.env['DATABASE_OWNER_URL'] || url);
      return requireAddress({ name: 'DATABASE_OWNER_URL', url: owner, ca });
    };
    const database = databaseAt(address);
    const linkOrigin = () => findLinkOrigin(given, { project, databaseUrl: url });
    const DIRECTORY_KEY = given['DIRECTORY_KEY'] ?? variables['DIRECTORY_KEY'];
    const keys = () => requireKeys(DIRECTORY_KEY);
    await work({ database, address, keys, ownerAddress, linkOrigin }).catch((reason: unknown) => {
      throw explain(reason, describeAddress(address));
    });
  } finally {
    await closeDatabases();
    await stop();
  }
}

function requireKeys(DIRECTORY_KEY: string | undefined): DirectoryKeys {
  const keys = directoryKeys({ DIRECTORY_KEY, DIRECTORY_KEY_PREVIOUS: undefined });
  if ('problems' in keys) throw new CliError(`${keys.problems.join('. ')}. Nothing was changed.`);
  return keys;
}

/** Returns the source of a command's events: the operator of the service, who is not a caller. */
export function operatorSource(): EventSource {
  return { caller: undefined, source: OPERATOR, requestId: newId('req') };
}

/** Returns the end of a command's output, if an administrator's or a user's own change would send a mail. */
export function withoutMail(recipients: string): string {
  return `No mail is sent: tell ${recipients}.`;
}

function explain(reason: unknown, where: string): unknown {
  const { code = '', message } = reason as { readonly code?: string; readonly message?: string };
  if (NOT_MIGRATED.includes(code)) {
    return new CliError(
      `The database ${where} is not migrated. Run ${commandLine('migrate')} first.`,
    );
  }
  if (!isUnavailable(reason)) return reason;
  return new CliError(`Cannot use the database ${where}: ${message || code}`);
}
