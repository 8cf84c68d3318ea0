import { importPeer } from '../../peers/load-peer';

/** The modules of better-auth that are used, from its packages or bundled into one file. */
export interface BetterAuthModules {
  betterAuth(options: BetterAuthOptions): BetterAuth;
  apiKey(options: object): object;
  twoFactor(): object;
  Pool: new (options: { readonly connectionString: string }) => Pool;
}

export type BetterAuthOptions = Readonly<Record<string, unknown>>;

export interface Pool {
  query(sql: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  end(): Promise<void>;
}

export interface BetterAuth {
  readonly $context: Promise<{
    readonly authCookies: { readonly sessionToken: { readonly name: string } };
  }>;
  readonly api: {
    getSession(call: { readonly headers: Headers }): Promise<object | null>;
    verifyApiKey(call: { readonly body: { readonly key: string } }): Promise<{ valid: boolean }>;
    signInEmail(call: {
      readonly body: { readonly email: string; readonly password: string };
    }): Promise<object>;
  };
}

/** Where {@link importBundled} finds the file that the benchmark's build makes. */
export const BUNDLE_ENTRY = `export { betterAuth } from 'better-auth';
export { twoFactor } from 'better-auth/plugins/two-factor';
export { apiKey } from '@better-auth/api-key';
export { Pool } from 'pg';`;

/** Every module by the narrowest door that it has. */
export async function importModules(): Promise<BetterAuthModules> {
  const [{ betterAuth }, { twoFactor }, { apiKey }, { Pool }] = await Promise.all([
    importPeer<Pick<BetterAuthModules, 'betterAuth'>>('better-auth'),
    importPeer<Pick<BetterAuthModules, 'twoFactor'>>('better-auth/plugins/two-factor'),
    importPeer<Pick<BetterAuthModules, 'apiKey'>>('@better-auth/api-key'),
    importPeer<Pick<BetterAuthModules, 'Pool'>>('pg'),
  ]);
  return { betterAuth, twoFactor, apiKey, Pool };
}

/**
 * better-auth as its documentation sets it up on Postgres, with its defaults but for what is said
 * here. The session's cookie cache is off, as it is by default: every check is of what is stored.
 */
export function betterAuthOptions(
  { apiKey, twoFactor }: BetterAuthModules,
  {
    pool,
    secret,
    joins,
  }: { readonly pool: Pool; readonly secret: string; readonly joins: boolean },
): BetterAuthOptions {
  return {
    database: pool,
    secret,
    baseURL: 'http://localhost:3000',
    telemetry: { enabled: false },
    // What is let in logs nothing; what the benchmark has refused would be in its output.
    logger: { disabled: true },
    emailAndPassword: { enabled: true },
    // By default a key is good for ten checks a day, and each check counts. Off, a check is cheaper.
    plugins: [apiKey({ rateLimit: { enabled: false } }), twoFactor()],
    // By default off: a session and its user are read by two statements. On, by one.
    advanced: { database: { joins } },
  };
}
