import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authenticator } from '../../../test/support/passkeys/authenticator';
import { requirePeer } from '../../peers/load-peer';
import { provideTwilio } from '../../peers/this-library';
import { serve } from '../serve';
import {
  type Call,
  type Database,
  type Loaded,
  PASSKEY_ORIGIN,
  type PasskeyLogin,
} from '../target';
import { EVENTS_PAGE, type EventsRead } from '../tasks';
import { accountOf, emailOf, PASSWORD, sessionSecretOf, tokenOf } from './this-library-data';

type Auth = typeof import('../../../lib/index');
type Directory = typeof import('../../../lib/directory/index');
type Answer = (error: unknown, payload: unknown) => void;
type Handler = (context: never, event: never, callback: Answer) => unknown;

const AUTH = join(__dirname, 'auth.private.js');
const DIRECTORY = join(__dirname, 'directory.private.js');
const MAIL = join(__dirname, 'mail.private.js');
const PASSKEYS = join(__dirname, 'passkeys.private.js');
const ORIGIN = 'localhost:3000';
const LOG_IN = join(__dirname, 'log-in.js');

serve(async (database) => {
  provideRuntime();
  // Standard output has only the result, and not the mails of local development.
  console.log = () => undefined;
  const { withAuth, session, bearer, hashPassword, policyFor } = requirePeer<Auth>(AUTH);
  // Loads the directory at the start, not with the first check.
  const { endpoint, operations, closeDatabases } = requirePeer<Directory>(DIRECTORY);
  const context = contextOf(database);
  const guarded = (schemes: ReturnType<typeof session>) =>
    withAuth({ schemes, onDecision: () => undefined }, (_context, _event, callback) =>
      callback(null, 'OK'),
    ) as Handler;
  const calling = (operation: Parameters<typeof endpoint>[0], input: () => object = () => ({})) => {
    const policy = { ...policyFor(operation), onDecision: () => undefined };
    const handler = withAuth(policy, endpoint(operation)) as Handler;
    return (user: number): Call => callAs(handler, context, { user, input: input() });
  };
  const { account, admin } = operations;
  const asUser = (operation: Parameters<typeof endpoint>[0]) =>
    withAuth(
      { ...policyFor(operation), onDecision: () => undefined },
      endpoint(operation),
    ) as Handler;
  const passkeyHandlers: PasskeyHandlers = {
    create: asUser(account.startPasskey),
    add: asUser(account.confirmPasskey),
    start: endpoint(operations.session.startPasskeyLogin) as Handler,
    logIn: endpoint(operations.session.logInWithPasskey) as Handler,
  };
  const bySession = guarded(session());
  const byToken = guarded(bearer({ directory: true }));
  return {
    checkSession(user) {
      const cookies = { '__Secure-session': sessionSecretOf(user) };
      return check(bySession, context, { request: { headers: {}, cookies } });
    },
    checkToken(user) {
      const headers = { authorization: `Bearer ${tokenOf(user)}` };
      return check(byToken, context, { request: { headers, cookies: {} } });
    },
    signIn: (user) => signIn(context, emailOf(user)),
    changes: {
      'create an API key': calling(account.createCredential, () => ({ type: 'api_key' })),
      'change the name': calling(account.updateProfile, () => ({ name: 'Renamed' })),
      'create a service user': calling(admin.createServiceUser, () => ({
        name: randomBytes(8).toString('hex'),
        developer: 'read-only',
      })),
    },
    lists: {
      'list the API keys': calling(account.listCredentials),
      'list the sessions': calling(account.listSessions),
      'list the members': calling(admin.listMembers),
    },
    addPasskey: (user, authenticator) =>
      addPasskey({ user, authenticator, context }, passkeyHandlers),
    async bareHash() {
      await hashPassword(PASSWORD);
    },
    readEvents: pagesOf(endpoint(operations.admin.listEvents) as Handler, context, database),
    readMembers: (input) => list(endpoint(operations.admin.listMembers) as Handler, context, input),
    async close() {
      await closeDatabases();
      rmSync(context.MAIL_FOLDER, { recursive: true });
    },
  } satisfies Loaded;
});

/** Defines the globals that the runtime provides to Functions. */
function provideRuntime(): void {
  const assets = {
    '/auth.js': { path: AUTH },
    '/directory.js': { path: DIRECTORY },
    '/mail.js': { path: MAIL },
    '/passkeys.js': { path: PASSKEYS },
  };
  Object.assign(globalThis, { Runtime: { getAssets: () => assets } });
  // Twilio is loaded at its first use, because it belongs to the platform and not to this library.
  Object.defineProperty(globalThis, 'Twilio', {
    configurable: true,
    get() {
      Reflect.deleteProperty(globalThis, 'Twilio');
      provideTwilio();
      return (globalThis as { readonly Twilio?: unknown }).Twilio;
    },
  });
}

function contextOf({ url }: Database) {
  return {
    DOMAIN_NAME: ORIGIN,
    PATH: '/bench',
    DATABASE_URL: url,
    DIRECTORY_KEY: randomBytes(32).toString('base64'),
    MAIL_FOLDER: mkdtempSync(join(tmpdir(), 'bench-mail-')),
  };
}

function check(handler: Handler, context: object, event: object): Call {
  return async () => {
    const answer = await invoke(handler, context, event);
    if (answer === 'OK') return true;
    if ((answer as { readonly statusCode: number }).statusCode === 401) return false;
    throw new Error(`The guard answered ${JSON.stringify(answer)}`);
  };
}

/** Calls an operation as a page of the service does. */
function callAs(
  handler: Handler,
  context: object,
  { user, input }: { readonly user: number; readonly input: object },
): Call {
  const headers = { ...JSON_HEADERS, origin: `http://${ORIGIN}` };
  const cookies = { '__Secure-session': sessionSecretOf(user) };
  const event = { json: true, ...input, request: { headers, cookies } };
  return async () => {
    const answer = (await invoke(handler, context, event)) as { readonly statusCode: number };
    if (answer.statusCode === 200) return true;
    throw new Error(`The endpoint answered ${JSON.stringify(answer)}`);
  };
}

/** The handlers of a passkey's endpoints: its creation, and a login. */
type PasskeyHandlers = Readonly<Record<'create' | 'add' | 'start' | 'logIn', Handler>>;

interface NewPasskey {
  readonly user: number;
  readonly authenticator: Authenticator;
  readonly context: object;
}

/** Adds a passkey through the endpoints. */
async function addPasskey(
  { user, authenticator, context }: NewPasskey,
  { create, add, start, logIn }: PasskeyHandlers,
): Promise<PasskeyLogin> {
  const service = { origin: PASSKEY_ORIGIN, rpId: 'localhost' };
  const options = (await bodyOf(create, context, { user, input: {} })) as Options;
  const response = authenticator.register({ ...service, challenge: options.challenge });
  await bodyOf(add, context, { user, input: { response } });
  return {
    userHandle: options.user.id,
    start: async () => ((await bodyOf(start, context, { input: {} })) as Options).challenge,
    finish: async (answer) =>
      (await bodyOf(logIn, context, { input: { response: answer } })) !== null,
  };
}

interface Options {
  readonly challenge: string;
  readonly user: { readonly id: string };
}

async function bodyOf(
  handler: Handler,
  context: object,
  { user, input }: { readonly user?: number; readonly input: object },
): Promise<unknown> {
  const headers = { ...JSON_HEADERS, origin: PASSKEY_ORIGIN };
  const cookies = user === undefined ? {} : { '__Secure-session': sessionSecretOf(user) };
  const event = { json: true, ...input, request: { headers, cookies } };
  const answer = (await invoke(handler, context, event)) as Answered;
  if (answer.statusCode !== 200) throw new Error(`The endpoint answered ${JSON.stringify(answer)}`);
  return answer.body;
}

interface Answered {
  readonly statusCode: number;
  readonly body: unknown;
}

const ADMINISTRATOR = { developer: 'read-write', team: 'manager', administrator: true };
const JSON_HEADERS = { 'content-type': 'application/json', 'content-length': '5000' };

function signIn(context: object, email: string): Call {
  const { handler } = requirePeer<{ readonly handler: Handler }>(LOG_IN);
  const event = {
    json: true,
    email,
    password: PASSWORD,
    request: { headers: JSON_HEADERS, cookies: {} },
  };
  return async () => {
    const response = (await invoke(handler, context, event)) as { readonly statusCode: number };
    if (response.statusCode !== 200 && response.statusCode !== 401) {
      throw new Error(`The login answered ${JSON.stringify(response)}`);
    }
    return response.statusCode === 200;
  };
}

/** Reads a page of a list through the endpoint without its guard, whose check would add to the time. */
async function list(handler: Handler, context: object, input: object): Promise<readonly unknown[]> {
  const directory = { accountId: accountOf(0), roles: ADMINISTRATOR };
  const auth = { scheme: 'api_key', directory };
  const response = await invoke(
    handler,
    { ...context, auth },
    { ...input, request: { headers: {} } },
  );
  const { statusCode, body } = response as Answered;
  if (statusCode === 200) return (body as { readonly items: readonly unknown[] }).items;
  throw new Error(`The endpoint answered ${JSON.stringify(response)}`);
}

/** Returns a reader of pages of the audit log. */
function pagesOf(handler: Handler, context: object, { ownerUrl }: Database) {
  const cursors = new Map<number, string | undefined>([[0, undefined]]);
  return async ({ page, filter }: EventsRead): Promise<readonly unknown[]> => {
    if (!cursors.has(page)) cursors.set(page, await lastBefore(ownerUrl, page));
    const before = cursors.get(page);
    return list(handler, context, { limit: EVENTS_PAGE, ...(before && { before }), ...filter });
  };
}

// Returns the cursor that a reader has after reading all pages before this page.
async function lastBefore(ownerUrl: string, page: number): Promise<string | undefined> {
  const { Client } = await import('pg');
  const client = new Client(ownerUrl);
  await client.connect();
  const { rows } = await client.query(
    `select id from events, (select at, seq from events where account_id = $1
       order by at desc, seq desc offset $2 limit 1) last
     where account_id = $1 and events.at = last.at and events.seq = last.seq`,
    [accountOf(0), page * EVENTS_PAGE - 1],
  );
  await client.end();
  return rows[0]?.id;
}

function invoke(handler: Handler, context: object, event: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    handler({ ...context } as never, event as never, (error, payload) =>
      error ? reject(error) : resolve(payload),
    );
  });
}
