import { createHmac, randomBytes, scrypt } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Authenticator } from '../../../test/support/passkeys/authenticator';
import { importPeer } from '../../peers/load-peer';
import { serve } from '../serve';
import {
  type Call,
  type Database,
  type Loaded,
  PASSKEY_ORIGIN,
  type PasskeyLogin,
} from '../target';
import { apiKeyOf, emailOf, PASSWORD, sessionTokenOf } from './better-auth-data';
import {
  type BetterAuth,
  type BetterAuthModules,
  betterAuthOptions,
  importModules,
  passkeyPlugins,
} from './better-auth-options';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

serve(async (database, variant) => {
  const modules = variant === 'bundled' ? await importBundled() : await importModules();
  const plugins = variant === 'passkeys' ? await passkeyPlugins() : [];
  return open(modules, database, { joins: variant === 'joins', plugins });
});

async function open(
  modules: BetterAuthModules,
  { ownerUrl }: Database,
  options: { readonly joins: boolean; readonly plugins: readonly object[] },
): Promise<Loaded> {
  const secret = randomBytes(32).toString('base64');
  const pool = new modules.Pool({ connectionString: ownerUrl });
  const auth = modules.betterAuth(betterAuthOptions(modules, { pool, secret, ...options }));
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
    addPasskey: (user, authenticator) => addPasskey(auth, cookieOf(user), authenticator),
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

/** Adds a passkey by the plug-in's own calls. The cookie with the challenge is passed on, as a browser does. */
async function addPasskey(
  { api }: BetterAuth,
  session: string,
  authenticator: Authenticator,
): Promise<PasskeyLogin> {
  const returnHeaders = true as const;
  const service = { origin: PASSKEY_ORIGIN, rpId: 'localhost' };
  const asBrowser = (...cookies: readonly string[]) =>
    new Headers({ cookie: cookies.join('; '), origin: PASSKEY_ORIGIN });
  const cookieIn = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const started = await api.generatePasskeyRegistrationOptions({
    headers: asBrowser(session),
    returnHeaders,
  });
  const { challenge, user } = started.response;
  const created = authenticator.register({ ...service, challenge });
  const headers = asBrowser(session, cookieIn(started.headers));
  await api.verifyPasskeyRegistration({ headers, body: { response: asJson(created) } });
  let cookie = '';
  return {
    userHandle: user?.id ?? '',
    async start() {
      const answer = await api.generatePasskeyAuthenticationOptions({
        headers: asBrowser(),
        returnHeaders,
      });
      cookie = cookieIn(answer.headers);
      return answer.response.challenge;
    },
    async finish(response) {
      const call = { headers: asBrowser(cookie), body: { response: asJson(response) } };
      return (await api.verifyPasskeyAuthentication(call)) !== null;
    },
  };
}

const asJson = (response: object) => ({ ...response, clientExtensionResults: {} });

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
