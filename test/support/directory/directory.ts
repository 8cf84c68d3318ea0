import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../cli/project/paths';
import { closeDatabases } from '../../../lib/directory/database/database';
import type { Roles } from '../../../lib/identity/roles';
import '../jest/built-assets';
import { asJson } from '../guard/as-json';
import { cheapHash } from '../guard/cheap-hash';
import '../guard/cheap-scrypt';
import { type Answer, type AnyHandler, invoke } from '../guard/invoke';
import { createDatabase, type TestDatabase } from '../postgres/database';
import { startVerifyServer, type VerifyServer } from '../servers/verify-server';
import { ORIGIN } from './directory-variables';

export { ORIGIN };

export const PASSWORD = 'a violet armadillo naps';
export const ADMINISTRATOR: Roles = {
  developer: 'read-write',
  team: 'manager',
  administrator: true,
};
export const DEVELOPER: Roles = {
  developer: 'read-write',
  team: 'invite-only',
  administrator: false,
};

/** A directory in its own database. Tests call its Functions as the platform does. */
export interface TestDirectory {
  readonly database: TestDatabase;
  readonly variables: Readonly<Record<string, string>>;
  /** The folder to which emails are written. */
  readonly mailFolder: string;
  /** The stand-in for Twilio Verify that sends the codes by phone. */
  readonly verify: VerifyServer;
  /** Adds an account. @returns its id. */
  addAccount(name: string, options?: { readonly mfaRequired?: boolean }): Promise<string>;
  /** Adds a user with {@link PASSWORD}, as a member of accounts. @returns the user's id. */
  addUser(email: string, memberships: Readonly<Record<string, Roles>>): Promise<string>;
  /** Returns a caller without credentials. It can log in, or use a given session or API key. */
  caller(): Caller;
  /** Returns a caller who has logged in. */
  logIn(email: string, account?: string): Promise<Caller>;
  close(): Promise<void>;
}

/** A caller of Functions with the cookies of a browser. */
export interface Caller {
  /**
   * Calls a Function by its path as a page of the service does, with JSON and the service's Origin.
   *
   * @param headers - additional or different headers. Null removes a header.
   */
  call(
    path: string,
    input?: object,
    headers?: Readonly<Record<string, string | null>>,
  ): Promise<Reply>;
  /** The cookies that the service has set, by name. */
  readonly cookies: Record<string, string>;
  /** The X-Api-Key of each call. */
  apiKey: string | undefined;
}

export interface Reply extends Answer {
  /** The body, if it is JSON. */
  readonly json: never;
  /** The code of the error, if any. */
  readonly code: string | undefined;
}

/**
 * Creates a directory.
 *
 * @param more - additional or different variables.
 * @param given - the database. Default: a new database.
 * @param passwordHash - the stored hash of every user's {@link PASSWORD}. Default: a cheap hash.
 */
export async function createDirectory(
  more: Readonly<Record<string, string>> = {},
  given?: TestDatabase,
  passwordHash = cheapHash(PASSWORD),
): Promise<TestDirectory> {
  const database = given ?? (await createDatabase());
  const mailFolder = mkdtempSync(join(tmpdir(), 'mail-'));
  const verify = await startVerifyServer();
  const variables = {
    DOMAIN_NAME: 'localhost:3000',
    DATABASE_URL: database.url,
    DIRECTORY_KEY: randomBytes(32).toString('base64'),
    MAIL_FOLDER: mailFolder,
    ...verify.variables,
    ...more,
  };
  const caller = () => makeCaller(variables);
  return {
    database,
    variables,
    mailFolder,
    verify,
    caller,
    async addAccount(name, { mfaRequired = false } = {}) {
      const id = `ac_${randomBytes(8).toString('hex')}`;
      await database.query('insert into accounts (id, name, mfa_required) values ($1, $2, $3)', [
        id,
        name,
        mfaRequired,
      ]);
      return id;
    },
    async addUser(email, memberships) {
      const id = `usr_${randomBytes(8).toString('hex')}`;
      await database.query(
        'insert into users (id, email, email_key, name, password_hash) values ($1, $2, lower($2), $3, $4)',
        [id, email, email.replace(/@.*/, ''), passwordHash],
      );
      for (const [account, { developer, team, administrator }] of Object.entries(memberships)) {
        await database.query(
          'insert into memberships (id, account_id, user_id, developer, team, administrator) values ($1, $2, $3, $4, $5, $6)',
          [`mbr_${randomBytes(8).toString('hex')}`, account, id, developer, team, administrator],
        );
      }
      return id;
    },
    async logIn(email, account) {
      const somebody = caller();
      const input = { email, password: PASSWORD, ...(account === undefined ? {} : { account }) };
      const { status, body } = await somebody.call('session/log-in', input);
      if (status !== 200) throw new Error(`${email} could not log in: ${JSON.stringify(body)}`);
      return somebody;
    },
    async close() {
      await closeDatabases();
      await database.close();
      await verify.close();
      rmSync(mailFolder, { recursive: true, force: true });
    },
  };
}

/**
 * Gives the tests of a file one directory: creates it before them and closes it after them. Its members are
 * available from the first `beforeAll` on.
 *
 * @param more - the same as in {@link createDirectory}.
 */
export function useDirectory(more: Readonly<Record<string, string>> = {}): TestDirectory {
  const directory = {} as TestDirectory;
  beforeAll(async () => {
    Object.assign(directory, await createDirectory(more));
  });
  afterAll(() => directory.close());
  return directory;
}

function makeCaller(variables: Readonly<Record<string, string>>): Caller {
  const self: Caller = {
    cookies: {},
    apiKey: undefined,
    async call(path, given = {}, headers = {}) {
      const input = asJson(given);
      const { handler } = require(join(ROOT, 'functions', path)) as { handler: AnyHandler };
      const length = Buffer.byteLength(JSON.stringify(input));
      const fields = {
        'content-type': 'application/json',
        'content-length': `${length}`,
        origin: ORIGIN,
        'user-agent': 'test',
        ...(self.apiKey === undefined ? {} : { 'x-api-key': self.apiKey }),
        ...headers,
      };
      const sent = Object.entries(fields).filter(([, value]) => value !== null);
      const request = { headers: Object.fromEntries(sent), cookies: { ...self.cookies } };
      const answer = await invoke(handler, {
        variables: { ...variables, PATH: `/${path}` },
        event: { ...input, request },
      });
      keepCookies(self.cookies, answer.headers);
      const { error } = (answer.body ?? {}) as { error?: { code?: string } };
      return { ...answer, json: answer.body as never, code: error?.code };
    },
  };
  return self;
}

function keepCookies(cookies: Record<string, string>, headers: Answer['headers']): void {
  for (const cookie of [headers['Set-Cookie'] ?? []].flat()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/max-age=0/i.test(cookie)) delete cookies[name];
    else cookies[name] = value;
  }
}
