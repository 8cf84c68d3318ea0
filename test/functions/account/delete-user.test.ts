import {
  ADMINISTRATOR,
  type Caller,
  PASSWORD,
  useDirectory,
} from '../../support/directory/directory';
import { mailsTo } from '../../support/directory/mailbox';
import { make, present } from '../../support/directory/own-credentials';
import {
  addTeam,
  eventsOf,
  lastEvent,
  openSession,
  READER,
  type Team,
} from '../../support/directory/team';
import { enroll } from '../../support/directory/totp';

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
let team: Team;
let caller: Caller;
let email: string;

beforeEach(async () => {
  team = await addTeam(directory);
  caller = await team.session('reader');
  email = team.email('reader');
});

const remove = (by = caller, given = email) => by.call('account/delete-user', { email: given });
const query = (sql: string, ...values: unknown[]) => directory.database.query(sql, values);
const exists = async (address = email) =>
  (await query('select id from users where email = $1', address)).length > 0;

async function userId(): Promise<string> {
  const [row] = await query('select id from users where email = $1', email);
  return String(row?.['id']);
}

test('the user, the sessions, the credentials and the memberships end', async () => {
  const other = await team.session('reader');
  const { token } = await make(caller, { type: 'authtoken' });
  expect(await remove()).toMatchObject({ status: 200, body: {} });
  expect(await exists()).toBe(false);
  expect(caller.cookies).toEqual({});
  expect((await other.call('session/show')).status).toBe(401);
  expect((await present(directory, token)).status).toBe(401);
  const { code } = await directory.caller().call('session/log-in', { email, password: PASSWORD });
  expect(code).toBe('CREDENTIALS_INVALID');
});

test('no table except the audit log has a row with the id of the user', async () => {
  const id = await userId();
  await enroll(directory, caller);
  await caller.call('account/change-email', { email: `new.${email}` });
  await query(
    `insert into password_resets select id, sha256(id::bytea), now() + interval '1 hour'
      from users where id = $1`,
    id,
  );
  await directory.caller().call('session/sign-up', { email });
  await remove();
  const tables = await query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p') and not relispartition and relname not like 'event%'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await query(
      `select 1 from ${name} t where to_jsonb(t)::text like '%' || $1 || '%' or to_jsonb(t)::text like '%' || $2 || '%'`,
      id,
      email,
    );
    if (rows.length > 0) found.push(String(name));
  }
  expect(found).toEqual([]);
});

test('a mail to the address says so', async () => {
  await remove();
  expect(mailsTo(directory.mailFolder, email).at(-1)?.subject).toBe(
    'Your user at localhost:3000 was deleted',
  );
});

test('the audit log of each account keeps what the user did, and records the end', async () => {
  const id = await userId();
  const second = await directory.addAccount('Second');
  await query(
    `insert into memberships (id, account_id, user_id, developer, team, administrator, active)
      values ($1, $2, $3, 'read-only', 'read-only', false, false)`,
    `mbr_${second}`,
    second,
    id,
  );
  await caller.call('account/update-profile', { name: 'Renamed' });
  await make(caller, { type: 'api_key' });
  await remove();
  expect(await eventsOf(directory, team.account)).toEqual([
    'user_updated',
    'credential_created',
    'user_deleted',
    'membership_deleted',
  ]);
  expect(await lastEvent(directory, team.account, 'user_deleted')).toMatchObject({
    principal_id: id,
    object_id: id,
    object: { endedSessions: 1 },
  });
  expect(await lastEvent(directory, team.account, 'membership_deleted')).toMatchObject({
    principal_id: id,
    object: { reason: 'user-deleted', credentials: 1, userId: id },
  });
  // The account in which the user was disabled learns the end of the membership, and no session.
  expect(await eventsOf(directory, second)).toEqual(['membership_deleted']);
  expect(await lastEvent(directory, second, 'membership_deleted')).toMatchObject({
    credential_id: null,
  });
});

test('the open invitations by the user are revoked in every account, and those by others stay', async () => {
  const other = await directory.addAccount('Other');
  email = `both.${team.account}@example.com`;
  await directory.addUser(email, { [team.account]: ADMINISTRATOR, [other]: ADMINISTRATOR });
  await directory.addUser(`second.${email}`, { [other]: ADMINISTRATOR });
  for (const account of [team.account, other]) {
    const by = await openSession(directory, email, account);
    await by.call('admin/invite', { email: `guest.${account}@example.com`, roles: READER });
  }
  const stays = `stays.${team.account}@example.com`;
  await (await team.session('admin')).call('admin/invite', { email: stays, roles: READER });
  await remove(await openSession(directory, email, team.account));
  const left = await query('select email from invitations where account_id = any($1)', [
    team.account,
    other,
  ]);
  expect(left).toEqual([{ email: stays }]);
  expect(await eventsOf(directory, other)).toEqual([
    'invitation_created',
    'user_deleted',
    'membership_deleted',
    'invitation_deleted',
  ]);
});

test('the same address can sign up again, as another user', async () => {
  const id = await userId();
  await remove();
  await directory.caller().call('session/sign-up', { email });
  const token = mailsTo(directory.mailFolder, email).at(-1)?.token;
  const input = { token, name: 'Again', accountName: 'Again', password: PASSWORD };
  const { status } = await directory.caller().call('session/complete-sign-up', input);
  expect(status).toBe(200);
  expect(await userId()).not.toBe(id);
});

test.each(['x', 'other@example.com', ''])('the confirmation %j is refused', async (given) => {
  const reply = await remove(caller, given);
  expect(reply).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
  expect(await exists()).toBe(true);
  expect((await caller.call('session/show')).status).toBe(200);
});

test('the confirmation is accepted in another case and with a space', async () => {
  expect((await remove(caller, ` ${email.toUpperCase()} `)).status).toBe(200);
});

test('the last administrator of any account is refused, and nothing ends', async () => {
  email = `last.${team.account}@example.com`;
  const lonely = await directory.addAccount('Lonely');
  await directory.addUser(email, { [team.account]: READER, [lonely]: ADMINISTRATOR });
  await directory.addUser(`other.${email}`, { [lonely]: READER });
  const member = await openSession(directory, email, team.account);
  expect(await remove(member)).toMatchObject({ status: 409, code: 'LAST_ADMINISTRATOR' });
  expect((await member.call('session/show')).status).toBe(200);
  expect(await eventsOf(directory, team.account)).toEqual([]);
});

test('another administrator who is disabled does not count', async () => {
  await query('update memberships set active = false where id = $1', await team.id('other'));
  const admin = await team.session('admin');
  expect((await remove(admin, team.email('admin'))).code).toBe('LAST_ADMINISTRATOR');
});

test('a disabled membership of the last administrator prevents nothing', async () => {
  await query(
    'update memberships set active = false where account_id = $1 and administrator',
    team.account,
  );
  const outside = await openSession(directory, team.email('admin'), null);
  expect((await remove(outside, team.email('admin'))).status).toBe(200);
});

test('a user without an account, and one who must enroll, can be deleted', async () => {
  const outside = await openSession(directory, email, null);
  expect((await remove(outside)).status).toBe(200);
  await query('update accounts set mfa_required = true where id = $1', team.account);
  const inviter = await team.session('inviter');
  expect((await remove(inviter, team.email('inviter'))).status).toBe(200);
});

test('the deletion of a user without an account is in no log of an account', async () => {
  email = `alone.${team.account}@example.com`;
  const id = await directory.addUser(email, {});
  await remove(await openSession(directory, email, null));
  const events = await query('select type, account_id from events where object_id = $1', id);
  expect(events).toEqual([{ type: 'user_deleted', account_id: null }]);
});
