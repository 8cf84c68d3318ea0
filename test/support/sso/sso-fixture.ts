import { type Caller, DEVELOPER, type TestDirectory, useDirectory } from '../directory/directory';
import { addRow, inSeconds, sha256 } from '../directory/directory-rows';
import { lastEvent, READER } from '../directory/team';
import type { Claims } from '../guard/jwt';
import { type ProviderServer, startProviderServer } from './provider-server';
import { addDomain, addProvider, readyToFinish } from './sso-account';

/** A user of the provider. */
export const ADA = { sub: 'ada', email: 'ada@example.com', email_verified: true, name: 'Ada' };

/** The result of a finished login. */
export interface Finished {
  readonly caller: Caller;
  readonly status: number;
  readonly code: string | undefined;
  readonly body: unknown;
}

/** The output of `session/show`, to the extent that the tests use it. */
interface Shown {
  readonly status: string;
  readonly user: { readonly id: string; readonly name: string; readonly hasPassword: boolean };
  readonly account: { readonly id: string };
  readonly roles: object;
  readonly accounts: readonly { readonly id: string }[];
  readonly session: { readonly authenticatedBy: readonly string[]; readonly endsAt: string };
}

/** An account with an identity provider and the verified domain `example.com`, new for each test. */
export interface SsoFixture {
  readonly directory: TestDirectory;
  readonly provider: ProviderServer;
  readonly account: string;
  readonly identityProvider: string;
  query<Row>(sql: string, ...values: unknown[]): Promise<readonly Row[]>;
  count(table: string): Promise<number>;
  provision(mode: 'jit' | 'invite' | 'scim'): Promise<unknown>;
  /** Starts a login. @returns the input of `session/finish-sso`. */
  ready(caller: Caller, user?: Claims): Promise<Record<string, string>>;
  /** Logs a user of the provider in, with changes of the answer. */
  logIn(user?: Claims, changes?: object): Promise<Finished>;
  shown(caller: Caller): Promise<Shown>;
  /** Returns the object of the last event `sso_failed`. */
  lastFailure(): Promise<unknown>;
  invite(email: string): Promise<void>;
  /** Adds a user whose key is the address, as the service itself does. */
  addUser(email: string, accounts: readonly string[]): Promise<string>;
}

const TABLES = [
  ...['account_domains', 'identity_providers', 'sessions', 'memberships', 'invitations'],
  'users',
];

/** Gives the tests of a file a fixture. */
export function useSso(): SsoFixture {
  const directory = useDirectory();
  const now = {} as { provider: ProviderServer; account: string; identityProvider: string };
  const query = async <Row>(sql: string, ...values: unknown[]) =>
    (await directory.database.query(sql, values)) as readonly Row[];
  beforeAll(async () => {
    now.provider = await startProviderServer();
  });
  afterAll(() => now.provider.close());
  beforeEach(async () => {
    jest.spyOn(console, 'error').mockReturnValue();
    now.provider.faults = {};
    for (const table of TABLES) await query(`delete from ${table}`);
    now.account = await directory.addAccount('Example Inc.');
    await addDomain(directory, now.account, 'example.com');
    now.identityProvider = await addProvider(directory, now.provider, { account_id: now.account });
  });
  const ready = (caller: Caller, user: Claims = ADA) =>
    readyToFinish(caller, now.provider, { identityProvider: now.identityProvider, user });
  const fixture = {
    directory,
    query,
    ready,
    count: async (table: string) =>
      Number((await query<{ count: string }>(`select count(*) from ${table}`))[0]?.count),
    provision: (mode: string) =>
      query('update accounts set provisioning = $1 where id = $2', mode, now.account),
    async logIn(user: Claims = ADA, changes: object = {}) {
      const caller = directory.caller();
      const input = { ...(await ready(caller, user)), ...changes };
      const { status, code, body } = await caller.call('session/finish-sso', input);
      return { caller, status, code, body };
    },
    shown: async (caller: Caller) => (await caller.call('session/show')).body as Shown,
    lastFailure: async () => (await lastEvent(directory, now.account, 'sso_failed'))['object'],
    invite: (email: string) => addInvitation(directory, now.account, email),
    async addUser(email: string, accounts: readonly string[]) {
      const memberships = Object.fromEntries(accounts.map((id) => [id, DEVELOPER]));
      const id = await directory.addUser(email, memberships);
      await query('update users set email_key = email where id = $1', id);
      return id;
    },
  };
  return Object.assign(now, fixture);
}

function addInvitation({ database }: TestDirectory, account: string, email: string) {
  const id = `inv_${Math.random().toString(36).slice(2)}`;
  return addRow(database, 'invitations', {
    id,
    account_id: account,
    email,
    email_key: email,
    ...READER,
    invited_by: 'operator',
    secret_hash: sha256(id),
    expires_at: inSeconds(3600),
  });
}
