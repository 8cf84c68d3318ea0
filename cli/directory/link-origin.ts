import { findService } from '../project/running-service';
import { CliError } from '../run-command';

/** Where the links of a command lead to, and what its reader has to know about that. */
export interface LinkOrigin {
  readonly origin: string;
  /** A line for the terminal; empty where there is nothing to say. */
  readonly note: string;
}

/** What the operator has set. */
export interface LinkSettings {
  readonly PUBLIC_URL?: string;
  readonly DATABASE_URL?: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|)$/;

/**
 * Finds the service that the links are for: that of PUBLIC_URL, else the one that runs on this machine
 * with the same database, else the one that `npm start` will run.
 *
 * @param given - what the operator has set.
 * @param databaseUrl - the database that the command uses.
 * @throws CliError where that is no URL, or where the database is that of a service elsewhere.
 */
export async function findLinkOrigin(
  { PUBLIC_URL, DATABASE_URL }: LinkSettings,
  databaseUrl: string,
): Promise<LinkOrigin> {
  if (PUBLIC_URL !== undefined) return { origin: originOf(PUBLIC_URL), note: '' };
  const service = await findService();
  if (service?.databaseUrl === databaseUrl) {
    return { origin: `http://localhost:${service.port}`, note: '' };
  }
  if (DATABASE_URL !== undefined && !LOOPBACK.test(new URL(databaseUrl).hostname)) {
    throw new CliError(
      'PUBLIC_URL is not set, and no service with this database runs here: a link has to lead to\n' +
        'the service. Put PUBLIC_URL=https://your-service-1234.twil.io in front of the command.',
    );
  }
  const port = process.env['PORT'] || 3000;
  const note =
    DATABASE_URL === undefined
      ? `No service runs here yet. The link is for the one that npm start runs on port ${port};\nset PORT for another.\n`
      : 'PUBLIC_URL is not set, so it leads to this machine.\n';
  return { origin: originOf(`http://localhost:${port}`), note };
}

function originOf(url: string): string {
  const { protocol, origin } = URL.canParse(url) ? new URL(url) : { protocol: '', origin: '' };
  if (/^https?:$/.test(protocol)) return origin;
  throw new CliError('PUBLIC_URL is not a URL as in https://reports-1234.twil.io');
}
