import { createHmac, randomBytes, scrypt } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { importPeer } from '../../peers/load-peer';
import { serve } from '../serve';
import type { Call, Database, Loaded } from '../target';
import { apiKeyOf, emailOf, PASSWORD, sessionTokenOf } from './better-auth-data';
import {
  type BetterAuth,
  type BetterAuthModules,
  betterAuthOptions,
  importModules,
} from './better-auth-options';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

serve(async (database, variant) => {
  const modules = variant === 'bundled' ? await importBundled() : await importModules();
  return open(modules, database, variant === 'joins');
});

async function open(
  modules: BetterAuthModules,
  { ownerUrl }: Database,
  joins: boolean,
): Promise<Loaded> {
  const secret = randomBytes(32).toString('base64');
  const pool = new modules.Pool({ connectionString: ownerUrl });
  const auth = modules.betterAuth(betterAuthOptions(modules, { pool, secret, joins }));
  const { authCookies } = await auth.$context;
  const cookieOf = (user: number) => {
    const token = sessionTokenOf(user);
    const signed = encodeURIComponent(`${token}.${sign(token, secret)}`);
    return `${authCookies.sessionToken.name}=${signed}`;
  };
  return {
    checkSession: (user) => session(auth, cookieOf(user)),
    changes: {
      'create an API key': (user) => {
        const call = { body: { name: 'bench' }, headers: new Headers({ cookie: cookieOf(user) }) };
        return async () => (await auth.api.createApiKey(call)).key !== '';
      },
      'change the name': (user) => {
        const call = {
          body: { name: 'Renamed' },
          headers: new Headers({ cookie: cookieOf(user) }),
        };
        return async () => (await auth.api.updateUser(call)).status;
      },
    },
    lists: {
      'list the API keys': (user) => {
        const headers = new Headers({ cookie: cookieOf(user) });
        return async () => (await auth.api.listApiKeys({ headers })) !== null;
      },
      'list the sessions': (user) => {
        const headers = new Headers({ cookie: cookieOf(user) });
        return async () => (await auth.api.listSessions({ headers })).length > 0;
      },
    },
    checkToken: (user) => {
      const body = { key: apiKeyOf(user) };
      return async () => (await auth.api.verifyApiKey({ body })).valid;
    },
    signIn: (user) => signIn(auth, emailOf(user)),
    bareHash,
    close: () => pool.end(),
  };
}

function session(auth: BetterAuth, cookie: string): Call {
  const headers = new Headers({ cookie });
  return async () => (await auth.api.getSession({ headers })) !== null;
}

function signIn(auth: BetterAuth, email: string): Call {
  const body = { email, password: PASSWORD };
  return async () => {
    try {
      await auth.api.signInEmail({ body });
      return true;
    } catch (reason) {
      if ((reason as { readonly statusCode?: number }).statusCode === 401) return false;
      throw reason;
    }
  };
}

function sign(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('base64');
}

// Uses the parameters of @better-auth/utils/password, and the same function of Node.
async function bareHash(): Promise<void> {
  const salt = randomBytes(16);
  await derive(PASSWORD, salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 128 * 16_384 * 16 * 2 });
}

function importBundled(): Promise<BetterAuthModules> {
  return importPeer(join(__dirname, 'better-auth-bundle.js'));
}
