import { ADMINISTRATOR, type Caller, useDirectory } from '../../support/directory/directory';
import { addRow, inSeconds, sha256 } from '../../support/directory/directory-rows';
import { race } from '../../support/directory/race';
import { lastEvent, openSession, READER } from '../../support/directory/team';
import { holdLock } from '../../support/postgres/hold-lock';
import { addScimToken } from '../../support/scim/scim-rows';
import { addDomain, addProvider } from '../../support/sso/sso-account';

// The only member of an account deletes their user, and closes the account with it.

const directory = useDirectory();
const CLIENT = {
  type: 'oidc',
  issuer: 'https://login.example',
  clientId: 'id',
  clientSecret: 'secret',
  clientAuthentication: 'post',
  scopes: [],
} as const;
const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);
let account: string;
let email: string;
let caller: Caller;
let count = 0;

beforeEach(async () => {
  count += 1;
  email = `alone${count}@example.com`;
  account = await directory.addAccount('Example Inc.');
  await directory.addUser(email, { [account]: ADMINISTRATOR });
  caller = await openSession(directory, email, account);
});

const remove = (by = caller, address = email, closeAccounts = true) =>
  by.call('account/delete-user', { email: address, closeAccounts });
const accountsIn = ({ body }: { readonly body: unknown }) =>
  (body as { readonly error: { readonly accounts: unknown } }).error.accounts;
const rowsOf = async (table: string) =>
  (await query(`select from ${table} where account_id = $1`, account)).length;

async function isClosed(id = account): Promise<boolean> {
  const [row] = await query('select closed_at from accounts where id = $1', id);
  return row?.['closed_at'] !== null;
}

async function invite(address: string): Promise<string> {
  const [member] = await query('select id from memberships where account_id = $1', account);
  const id = `inv_${sha256(address).toString('hex').slice(0, 12)}`;
  await addRow(directory.database, 'invitations', {
    id,
    account_id: account,
    email: address,
    email_key: address,
    ...READER,
    invited_by: String(member?.['id']),
    secret_hash: sha256(id),
    expires_at: inSeconds(600),
  });
  return id;
}

test('the only member of an account is told which one would be closed, and nothing ends', async () => {
  const answer = await remove(caller, email, false);

  expect(answer).toMatchObject({ status: 409, code: 'ONLY_MEMBER' });
  expect(accountsIn(answer)).toEqual([{ id: account, name: 'Example Inc.' }]);
  expect((await caller.call('session/show')).status).toBe(200);
  expect(await isClosed()).toBe(false);
});

test('accounts with other members come first, and are never closed', async () => {
  const shared = await directory.addAccount('Shared');
  await query(
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
     select 'mbr_' || $1, $1, user_id, developer, team, administrator from memberships where account_id = $2`,
    shared,
    account,
  );
  await directory.addUser(`other.${email}`, { [shared]: READER });
  const answer = await remove();

  expect(answer).toMatchObject({ status: 409, code: 'LAST_ADMINISTRATOR' });
  expect(accountsIn(answer)).toEqual([{ id: shared, name: 'Shared' }]);
  expect([await isClosed(), await isClosed(shared)]).toEqual([false, false]);
});

test('the account is closed with everything that acts for it or lets others in', async () => {
  await addProvider(directory, { client: CLIENT }, { account_id: account });
  await addDomain(directory, account, `closed${count}.example`);
  await addScimToken(directory.database, account);
  await invite('bob@example.com');
  await query("update accounts set sso = 'enforced' where id = $1", account);
  await query('update memberships set break_glass = true where account_id = $1', account);

  expect(await remove()).toMatchObject({ status: 200 });
  expect(await isClosed()).toBe(true);
  for (const table of [
    'memberships',
    'service_users',
    'credentials',
    'invitations',
    'identity_providers',
    'account_domains',
  ]) {
    expect({ table, rows: await rowsOf(table) }).toEqual({ table, rows: 0 });
  }
  expect(await lastEvent(directory, account, 'account_closed')).toMatchObject({
    principal_name: email,
    object: { name: 'Example Inc.', serviceUsers: 1 },
  });
});

test('a disabled member who is alone closes nothing', async () => {
  await query('update memberships set active = false where account_id = $1', account);
  const outside = await openSession(directory, email, null);

  expect((await remove(outside, email, false)).status).toBe(200);
  expect(await isClosed()).toBe(false);
});

test('two administrators who delete themselves at the same time close the account once, or one remains', async () => {
  const other = `other.${email}`;
  await directory.addUser(other, { [account]: ADMINISTRATOR });
  const second = await openSession(directory, other, account);
  const deletion = (by: Caller, address: string) => ({
    path: 'account/delete-user',
    input: { email: address, closeAccounts: true },
    caller: by,
  });
  const finishes = await race(directory, [deletion(caller, email), deletion(second, other)]);

  expect(finishes.map(({ status }) => status)).toEqual([200, 200]);
  expect([await rowsOf('memberships'), await isClosed()]).toEqual([0, true]);
  const closed = await query(
    "select from events where account_id = $1 and type = 'account_closed'",
    account,
  );
  expect(closed).toHaveLength(1);
});

test('an invitation that is being accepted keeps the account open', async () => {
  const bob = `bob.${email}`;
  const userId = await directory.addUser(bob, {});
  const invitation = await invite(bob);
  const accepting = await holdLock(
    directory.database,
    `delete from invitations where id = '${invitation}';
     insert into memberships (id, account_id, user_id, developer, team, administrator)
       values ('mbr_${invitation}', '${account}', '${userId}', 'read-only', 'read-only', false)`,
  );
  const reply = remove();
  await accepting.awaited(1, [reply]);
  await accepting.commit();

  expect((await reply).code).toBe('LAST_ADMINISTRATOR');
  expect([await isClosed(), await rowsOf('memberships')]).toEqual([false, 2]);
});

test('an invitation to an account that is being closed is no longer valid', async () => {
  const bob = `bob.${email}`;
  await directory.addUser(bob, {});
  const invitation = await invite(bob);
  const other = await openSession(directory, bob, null);
  const finishes = await race(directory, [
    { path: 'account/delete-user', input: { email, closeAccounts: true }, caller },
    { path: 'session/accept-invitation', input: { invitation }, caller: other },
  ]);
  const isJoined = finishes[1]?.status === 200;

  expect(finishes.map(({ status }) => status)).toEqual(isJoined ? [409, 200] : [200, 404]);
  expect(await isClosed()).toBe(!isJoined);
});
