import { importPeer } from '../../peers/load-peer';
import { PASSKEY_ORIGIN } from '../target';

/** The modules of better-auth in use, from its packages or bundled into one file. */
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

interface WithHeaders {
  readonly headers: Headers;
  readonly returnHeaders: true;
}

interface WithResponse {
  readonly headers: Headers;
  readonly body: { readonly response: object };
}

/** An answer with its headers, whose cookie has the challenge. */
interface Answered<T> {
  readonly response: T;
  readonly headers: Headers;
}

interface PasskeyOptions {
  readonly challenge: string;
  readonly user?: { readonly id: string };
}

export interface BetterAuth {
  readonly $context: Promise<{
    readonly authCookies: { readonly sessionToken: { readonly name: string } };
  }>;
  readonly api: {
    getSession(call: { readonly headers: Headers }): Promise<object | null>;
    verifyApiKey(call: { readonly body: { readonly key: string } }): Promise<{ valid: boolean }>;
    createApiKey(call: {
      readonly body: { readonly name: string };
      readonly headers: Headers;
    }): Promise<{ readonly key: string }>;
    updateUser(call: {
      readonly body: { readonly name: string };
      readonly headers: Headers;
    }): Promise<{ readonly status: boolean }>;
    listApiKeys(call: { readonly headers: Headers }): Promise<object>;
    listSessions(call: { readonly headers: Headers }): Promise<readonly object[]>;
    generatePasskeyRegistrationOptions(call: WithHeaders): Promise<Answered<PasskeyOptions>>;
    verifyPasskeyRegistration(call: WithResponse): Promise<object>;
    generatePasskeyAuthenticationOptions(call: WithHeaders): Promise<Answered<PasskeyOptions>>;
    verifyPasskeyAuthentication(call: WithResponse): Promise<object>;
    signInEmail(call: {
      readonly body: { readonly email: string; readonly password: string };
    }): Promise<object>;
  };
}

/** The entry point of the bundle that the benchmark builds for {@link importBundled}. */
export const BUNDLE_ENTRY = `export { betterAuth } from 'better-auth';
export { twoFactor } from 'better-auth/plugins/two-factor';
export { apiKey } from '@better-auth/api-key';
export { Pool } from 'pg';`;

/** Returns the plug-in for passkeys. Only targets that need it load it, because it loads a library for them. */
export async function passkeyPlugins(): Promise<readonly object[]> {
  const { passkey } = await importPeer<{ passkey(options: object): object }>(
    '@better-auth/passkey',
  );
  return [passkey({ rpID: 'localhost', rpName: 'bench', origin: PASSKEY_ORIGIN })];
}

/** Imports each module through its smallest entry point. */
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
 * Returns the options that better-auth documents for Postgres. All options not set here have their
 * defaults. The cookie cache of sessions is off, which is the default, so every check reads the database.
 */
export function betterAuthOptions(
  { apiKey, twoFactor }: BetterAuthModules,
  {
    pool,
    secret,
    joins,
    plugins = [],
  }: {
    readonly pool: Pool;
    readonly secret: string;
    readonly joins: boolean;
    readonly plugins?: readonly object[];
  },
): BetterAuthOptions {
  return {
    database: pool,
    secret,
    baseURL: 'http://localhost:3000',
    telemetry: { enabled: false },
    // Accepted callers are not logged. Refused callers would appear in the output of the benchmark.
    logger: { disabled: true },
    emailAndPassword: { enabled: true },
    // By default a key allows ten checks a day, and each check is counted. Without this limit, checks are cheaper.
    plugins: [apiKey({ rateLimit: { enabled: false } }), twoFactor(), ...plugins],
    // Off by default: two statements read a session and its user. With joins, one statement reads both.
    advanced: { database: { joins } },
  };
}
