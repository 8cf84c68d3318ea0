import { type Caller, PASSWORD, useDirectory } from '../../support/directory/directory';
import { tokenFor } from '../../support/directory/mailbox';
import { race } from '../../support/directory/race';
import { addTeam, type Team, type Who } from '../../support/directory/team';

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
let team: Team;

beforeEach(async () => {
  team = await addTeam(directory);
});

const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);

async function requested(who: Who, email: string) {
  const caller = await team.session(who);
  await caller.call('account/change-email', { email });
  return { caller, token: tokenFor(directory.mailFolder, email) };
}

const confirmation = ({ caller, token }: { readonly caller: Caller; readonly token: string }) => ({
  path: 'session/confirm-email',
  input: { token },
  caller,
});

async function usersWith(email: string): Promise<number> {
  const rows = await query('select id from users where email_key = $1', email);
  return rows.length;
}

test('one of 8 processes with the same link changes the address', async () => {
  const { caller, token } = await requested('reader', `x.${team.account}@example.com`);
  const finishes = await race(
    directory,
    Array.from({ length: 8 }, () => confirmation({ caller, token })),
  );
  expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(finishes.map(({ code }) => code)).not.toContain('INTERNAL');
});

test('one of two users who confirm the same address at the same time gets it', async () => {
  const email = `both.${team.account}@example.com`;
  const first = await requested('reader', email);
  const second = await requested('inviter', email);
  const finishes = await race(directory, [confirmation(first), confirmation(second)]);
  expect(finishes.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await usersWith(email)).toBe(1);
});

test('a sign-up and a change that take the same address at the same time cannot deadlock, and one gets it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const email = `sign${round}.${team.account}@example.com`;
    await directory.caller().call('session/sign-up', { email });
    const signUp = tokenFor(directory.mailFolder, email);
    const [who] = (['admin', 'other', 'manager', 'inviter', 'reader'] as const).slice(round);
    const change = await requested(who ?? 'reader', email);
    const input = { token: signUp, name: 'New', accountName: 'New', password: PASSWORD };
    const finishes = await race(directory, [
      confirmation(change),
      { path: 'session/complete-sign-up', input },
    ]);
    expect(finishes.map(({ code }) => code)).not.toContain('UNAVAILABLE');
    expect(finishes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await usersWith(email)).toBe(1);
  }
});

test('a change of the password at the same time ends the link, or comes after its use', async () => {
  for (let round = 0; round < 3; round += 1) {
    const email = `password${round}.${team.account}@example.com`;
    const change = await requested('reader', email);
    const other = await team.session('reader');
    const input = { oldPassword: PASSWORD, newPassword: PASSWORD };
    const finishes = await race(directory, [
      confirmation(change),
      { path: 'account/change-password', input, caller: other },
    ]);
    const codes = finishes.map(({ code }) => code);
    expect(codes).not.toContain('UNAVAILABLE');
    expect(codes).not.toContain('INTERNAL');
    team = await addTeam(directory);
  }
});

test('a page of another site can neither request nor confirm a change', async () => {
  const headers = { origin: 'https://other-1234.twil.io' };
  const { caller, token } = await requested('reader', `cross.${team.account}@example.com`);
  const email = `other.${team.account}@example.com`;
  const codes = [
    (await caller.call('account/change-email', { email }, headers)).code,
    (await caller.call('session/confirm-email', { token }, headers)).code,
  ];
  expect(codes).toEqual(['ORIGIN_INVALID', 'ORIGIN_INVALID']);
});
