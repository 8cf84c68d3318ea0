import type { Project } from '../project/project';
import { findService } from '../project/running-service';
import { CliError } from '../run-command';

/** The origin of a command's links, with a note for the operator. */
export interface LinkOrigin {
  readonly origin: string;
  /** A line for the terminal, or an empty text. */
  readonly note: string;
}

/** The operator's settings. */
export interface LinkSettings {
  readonly PUBLIC_URL?: string;
  readonly DATABASE_URL?: string;
}

/** The project of a command, and its database. */
export interface CommandDatabase {
  readonly project: Project;
  readonly databaseUrl: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|)$/;

/**
 * Returns the origin for links: PUBLIC_URL, else the service on this machine with the same database, else the service
 * that `npm start` will run.
 *
 * @param given - the operator's settings.
 * @throws CliError if PUBLIC_URL is not a URL, or is required because the database is on another machine.
 */
export async function findLinkOrigin(
  { PUBLIC_URL, DATABASE_URL }: LinkSettings,
  { project, databaseUrl }: CommandDatabase,
): Promise<LinkOrigin> {
  if (PUBLIC_URL !== undefined) return { origin: originOf(PUBLIC_URL), note: '' };
  const service = await findService(project);
  if (service?.databaseUrl === databaseUrl) {
    return { origin: `http://localhost:${service.port}`, note: '' };
  }
  if (DATABASE_URL !== undefined && !LOOPBACK.test(new URL(databaseUrl).hostname)) {
    throw new CliError(
      'PUBLIC_URL is required, because no service with this database runs on this machine. Put\n' +
        'PUBLIC_URL=https://your-service-1234.twil.io in front of the command.',
    );
  }
  const port = process.env['PORT'] || 3000;
  const note =
    DATABASE_URL === undefined
      ? `No service runs on this machine yet. The link is for the service that npm start runs on port ${port}.\nSet PORT for another port.\n`
      : 'PUBLIC_URL is not set, so the link is for this machine.\n';
  return { origin: originOf(`http://localhost:${port}`), note };
}

function originOf(url: string): string {
  const { protocol, origin } = URL.canParse(url) ? new URL(url) : { protocol: '', origin: '' };
  if (/^https?:$/.test(protocol)) return origin;
  throw new CliError('PUBLIC_URL must be a URL, as in https://reports-1234.twil.io');
}
