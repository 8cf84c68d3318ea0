import { closeDatabases, databaseAt } from '../../lib/directory/database/database';
import { linkTo } from '../../lib/directory/notifications/links';
import { createFirstAccountLink } from '../../lib/directory/users/first-account';
import { ownOrigin } from '../../lib/http/own-origin';
import { requireAddress } from '../postgres/with-connection';
import type { Upload } from './deploy-manifest';
import type { EnvVariables } from './env-file';
import type { PrintedLink, StartedService } from './start-message';

/** A service that runs on this machine. */
interface LocalService {
  readonly port: number;
  /** The program in front of it, if there is an edge. */
  readonly edge?: string | undefined;
  readonly variables: EnvVariables;
  readonly uploads: readonly Upload[];
}

/** Describes a started service. If its database has no account, the description has a new link for the first one. */
export async function describeService({
  edge,
  port,
  variables,
  uploads,
}: LocalService): Promise<StartedService> {
  const { DATABASE_URL, SMTP_URL, MAIL_FOLDER = null } = variables;
  const functions = uploads.filter(
    ({ kind, visibility }) => kind === 'function' && visibility !== 'private',
  );
  const PUBLIC_URL = variables['PUBLIC_URL'] || undefined;
  const origin = ownOrigin({ PUBLIC_URL, DOMAIN_NAME: `localhost:${port}` });
  const hasDashboard = functions.some(({ path }) => path === '/account') && DATABASE_URL;
  const dashboard = hasDashboard && origin !== undefined ? `${origin}/account` : null;
  const firstAccount =
    dashboard === null || origin === undefined ? null : await findLink(origin, variables);
  return {
    url: `http://localhost:${port}`,
    edge: edge ?? null,
    functions: functions.length,
    dashboard,
    firstAccount,
    mailFolder: SMTP_URL ? null : MAIL_FOLDER,
  };
}

// The operator's own database may be unavailable, or not migrated yet. The service then runs, and its log says so.
async function findLink(origin: string, variables: EnvVariables): Promise<PrintedLink | null> {
  try {
    const { DATABASE_URL: url = '', DATABASE_CA: ca } = variables;
    const made = await createFirstAccountLink(
      databaseAt(requireAddress({ name: 'DATABASE_URL', url, ca })),
    );
    if (made === null) return null;
    const { token, expiresAt } = made;
    return { link: linkTo(origin, { kind: 'sign-up', token }), expiresAt };
  } catch {
    return null;
  } finally {
    await closeDatabases();
  }
}
