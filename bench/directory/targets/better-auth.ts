import { importPeer } from '../../peers/load-peer';
import type { Contestant, Database } from '../target';
import { fill, PASSWORD } from './better-auth-data';
import { type BetterAuthOptions, betterAuthOptions, importModules } from './better-auth-options';

interface Migrations {
  getMigrations(options: BetterAuthOptions): Promise<{ runMigrations(): Promise<void> }>;
}

interface Crypto {
  hashPassword(password: string): Promise<string>;
}

const COMMON = { side: 'peer', child: 'better-auth-child', prepare } as const;

/** By its server-side interface, the cheapest door it has: no HTTP, no router. */
export const betterAuth: Contestant = { ...COMMON, name: 'better-auth 1.7.5' };

/** With an option that is off by default, and makes sessions cheaper. */
export const betterAuthJoins: Contestant = {
  ...COMMON,
  name: 'better-auth 1.7.5, `joins` on',
  variant: 'joins',
};

/** Its hundreds of modules in one file, as they are never installed. */
export const betterAuthBundled: Contestant = {
  ...COMMON,
  name: 'better-auth 1.7.5, bundled into one file',
  variant: 'bundled',
  loadingOnly: true,
};

/** Tables by its own migrations, and rows as its own endpoints write them. */
async function prepare({ ownerUrl }: Database, users: number): Promise<void> {
  const { getMigrations } = await importPeer<Migrations>('better-auth/db/migration');
  const { hashPassword } = await importPeer<Crypto>('better-auth/crypto');
  const modules = await importModules();
  const pool = new modules.Pool({ connectionString: ownerUrl });
  const secret = 'Nothing is signed while tables are made.';
  const { runMigrations } = await getMigrations(
    betterAuthOptions(modules, { pool, secret, joins: false }),
  );
  await runMigrations();
  for (const statement of fill(users, await hashPassword(PASSWORD))) await pool.query(statement);
  await pool.query('VACUUM ANALYZE');
  await pool.end();
}
