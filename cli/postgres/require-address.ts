import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DatabaseAddress,
  parseDatabaseUrl,
} from '../../lib/directory/database/database-address';
import { isCertificate } from '../../lib/directory/database/database-settings';
import { ROOT } from '../project/paths';
import { CliError } from '../run-command';

/** A database as the operator names it. */
export interface NamedDatabase {
  /** The variable that the URL is in. */
  readonly name: string;
  readonly url: string;
  /** The value of `DATABASE_CA`: the name of a private asset. */
  readonly ca?: string | undefined;
}

/**
 * Reads a URL as the service does.
 *
 * @throws CliError that names what is wrong, without values.
 */
export function requireAddress({ name, url, ca }: NamedDatabase): DatabaseAddress {
  const certificates = ca === undefined ? undefined : readAsset(ca);
  if (ca !== undefined && !isCertificate(certificates)) {
    throw new CliError(
      'DATABASE_CA is not the name of a private asset with PEM certificates, as /database-ca.pem is\n' +
        'for assets/database-ca.private.pem',
    );
  }
  const address = parseDatabaseUrl(url, certificates);
  if ('problem' in address) throw new CliError(`${name} ${address.problem}`);
  return address;
}

/** As the operator knows it: `user@host/database`, without the password. */
export function describeAddress({ user, host, port, database }: DatabaseAddress): string {
  return `${user}@${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
}

// A deployed Function finds it by its name, here it is a file of the project.
function readAsset(name: string): string | undefined {
  const [, stem, extension] = /^\/([^/.][^/]*)\.(\w+)$/.exec(name) ?? [];
  const file = join(ROOT, 'assets', `${stem}.private.${extension}`);
  return stem === undefined || !existsSync(file) ? undefined : readFileSync(file, 'utf8');
}
