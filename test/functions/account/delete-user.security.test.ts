import {
  ADMINISTRATOR,
  type Caller,
  PASSWORD,
  useDirectory,
} from '../../support/directory/directory';
import { type Contender, type Finish, race } from '../../support/directory/race';
import { addTeam, openSession, READER, type Team } from '../../support/directory/team';
import { holdLock } from '../../support/postgres/hold-lock';

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);
const deletion = (caller: Caller, email: string): Contender => ({
  path: 'account/delete-user',
  input: { email },
  caller,
});
const statusesOf = (finishes: readonly Finish[]) => finishes.map(({ status }) => status).toSorted();
const codesOf = (finishes: readonly Finish[]) => finishes.map(({ code }) => code);

async function administratorsOf(account: string): Promise<number> {
  const rows = await query(
    'select id from memberships where account_id = $1 and administrator and active',
    account,
  );
  return rows.length;
}

test('one of two administrators who delete themselves at the same time remains', async () => {
  const contenders = [
    deletion(await team.session('admin'), team.email('admin')),
    deletion(await team.session('other'), team.email('other')),
  ];
  expect(statusesOf(await race(directory, contenders))).toEqual([200, 409]);
  expect(await administratorsOf(team.account)).toBe(1);
});

test('two administrators of two accounts who delete themselves at the same time cannot deadlock', async () => {
  for (let round = 0; round < 3; round += 1) {
    const accounts = [await directory.addAccount('One'), await directory.addAccount('Two')];
    const memberships = Object.fromEntries(accounts.map((account) => [account, ADMINISTRATOR]));
    const emails = ['a', 'b'].map((name) => `${name}${round}.${team.account}@example.com`);
    for (const email of emails) await directory.addUser(email, memberships);
    const contenders = await Promise.all(
      emails.map(async (email, index) =>
        deletion(await openSession(directory, email, accounts[index] ?? null), email),
      ),
    );
    expect(statusesOf(await race(directory, contenders))).toEqual([200, 409]);
  }
});

test('an administrator who leaves while the other is deleted remains, or the other does', async () => {
  const finishes = await race(directory, [
    deletion(await team.session('admin'), team.email('admin')),
    { path: 'account/leave-account', input: {}, caller: await team.session('other') },
  ]);
  expect(statusesOf(finishes)).toEqual([200, 409]);
  expect(await administratorsOf(team.account)).toBe(1);
});

test('one of 8 deletions of a user at the same time succeeds', async () => {
  const callers: Caller[] = [];
  while (callers.length < 8) callers.push(await team.session('reader'));
  const finishes = await race(
    directory,
    callers.map((caller) => deletion(caller, team.email('reader'))),
  );
  expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(codesOf(finishes)).not.toContain('INTERNAL');
});

test('nothing of a user is left by a call at the same time, which ends without an internal error', async () => {
  const email = team.email('reader');
  const others: readonly Omit<Contender, 'caller'>[] = [
    { path: 'session/log-in', input: { email, password: PASSWORD } },
    { path: 'account/change-email', input: { email: `new.${email}` } },
    { path: 'account/create-account', input: { name: 'Another' } },
    { path: 'account/create-credential', input: { type: 'api_key' } },
    { path: 'account/start-mfa', input: {} },
    { path: 'account/update-profile', input: { name: 'Renamed' } },
    { path: 'session/step-up', input: { password: PASSWORD } },
  ];
  const caller = await team.session('reader');
  const contenders = await Promise.all(
    others.map(async (other) =>
      other.path === 'session/log-in' ? other : { ...other, caller: await team.session('reader') },
    ),
  );
  const finishes = await race(directory, [...contenders, deletion(caller, email)]);
  const [last] = finishes.slice(-1);
  expect([200, 409]).toContain(last?.status);
  expect(codesOf(finishes)).not.toContain('INTERNAL');
  const users = await query('select id from users where email = $1', email);
  expect(users).toHaveLength(last?.status === 200 ? 0 : 1);
});

test('a user who joins an account during the deletion does not leave it without an administrator', async () => {
  const email = `joins.${team.account}@example.com`;
  const id = await directory.addUser(email, { [team.account]: READER });
  const caller = await openSession(directory, email, team.account);
  const joined = await directory.addAccount('Joined');
  // An invitation is being accepted: the membership is there, and its transaction has not ended.
  const accepting = await holdLock(
    directory.database,
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
      values ('mbr_${joined}', '${joined}', '${id}', 'read-only', 'read-only', true)`,
  );
  const reply = caller.call('account/delete-user', { email });
  await accepting.awaited(1, [reply]);
  await accepting.commit();
  expect((await reply).code).toBe('ONLY_MEMBER');
  expect(await administratorsOf(joined)).toBe(1);
});

test('the account that a user joins during the deletion is locked, too', async () => {
  const email = `joins.${team.account}@example.com`;
  const id = await directory.addUser(email, {});
  const caller = await openSession(directory, email, null);
  const accepting = await holdLock(
    directory.database,
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
      values ('mbr_joins', '${team.account}', '${id}', 'read-only', 'read-only', true)`,
  );
  const reply = caller.call('account/delete-user', { email });
  await accepting.awaited(1, [reply]);
  // An administrator is leaving that account.
  const leaving = await holdLock(
    directory.database,
    `select from accounts where id = '${team.account}' for no key update`,
  );
  await accepting.commit();
  await leaving.awaited(1, [reply]);
  await leaving.release();
  expect((await reply).status).toBe(200);
});

test('a page of another site cannot delete the user', async () => {
  const caller = await team.session('reader');
  const input = { email: team.email('reader') };
  const headers = { origin: 'https://other-1234.twil.io' };
  const { code } = await caller.call('account/delete-user', input, headers);
  expect(code).toBe('ORIGIN_INVALID');
});

test('the database itself keeps a user who is a member of an account', async () => {
  const email = team.email('reader');
  const deleted = query('delete from users where email = $1', email);
  await expect(deleted).rejects.toThrow('memberships_user_id_fkey');
});
