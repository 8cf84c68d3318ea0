import { importPeer } from '../../peers/load-peer';
import type { Database, Target } from '../target';
import { fill, PASSWORD } from './better-auth-data';
import {
  type BetterAuthOptions,
  betterAuthOptions,
  importModules,
  passkeyPlugins,
} from './better-auth-options';

interface Migrations {
  getMigrations(options: BetterAuthOptions): Promise<{ runMigrations(): Promise<void> }>;
}

interface Crypto {
  hashPassword(password: string): Promise<string>;
}

const COMMON = { side: 'peer', child: 'better-auth-child', prepare } as const;

/** better-auth through its server-side interface, which is its fastest: no HTTP, no router. */
export const betterAuth: Target = { ...COMMON, name: 'better-auth 1.7.5' };

/** better-auth with an option that is off by default, and makes sessions cheaper. */
export const betterAuthJoins: Target = {
  ...COMMON,
  name: 'better-auth 1.7.5, `joins` on',
  variant: 'joins',
};

/** better-auth with its hundreds of modules in one file, which is not how it is installed. */
export const betterAuthBundled: Target = {
  ...COMMON,
  name: 'better-auth 1.7.5, bundled into one file',
  variant: 'bundled',
  loadingOnly: true,
};

/** better-auth with its plug-in for passkeys, which has a table of its own. */
export const betterAuthPasskeys: Target = {
  ...COMMON,
  name: 'better-auth 1.7.5, `passkey`',
  variant: 'passkeys',
  prepare: async (database, users) => prepare(database, users, await passkeyPlugins()),
};

/** Creates the tables with its own migrations, and rows in the format of its own endpoints. */
async function prepare(
  { ownerUrl }: Database,
  users: number,
  plugins: readonly object[] = [],
): Promise<void> {
  const { getMigrations } = await importPeer<Migrations>('better-auth/db/migration');
  const { hashPassword } = await importPeer<Crypto>('better-auth/crypto');
  const modules = await importModules();
  const pool = new modules.Pool({ connectionString: ownerUrl });
  const secret = 'Nothing is signed while tables are created.';
  const { runMigrations } = await getMigrations(
    betterAuthOptions(modules, { pool, secret, joins: false, plugins }),
  );
  await runMigrations();
  for (const statement of fill(users, await hashPassword(PASSWORD))) await pool.query(statement);
  await pool.query('VACUUM ANALYZE');
  await pool.end();
}
