import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addPasskey } from '../../support/directory/authenticator';
import { createDirectory, type TestDirectory } from '../../support/directory/directory';
import { runDirectory } from '../../support/directory/directory-command';
import { addPhone } from '../../support/directory/phones';
import { addTeam, eventsOf, lastEvent, openSession, READER } from '../../support/directory/team';
import { enroll } from '../../support/directory/totp';
import { createDatabase } from '../../support/postgres/database';
import { copySources } from '../../support/projects/source-copy';
import { findFreePort } from '../../support/servers/free-port';

let directory: TestDirectory;
let folder: string;
let remove: () => void;

beforeAll(() => {
  ({ folder, remove } = copySources());
});

beforeEach(async () => {
  directory = await createDirectory();
});

afterEach(() => directory.close());

afterAll(() => remove());

const run = (...parameters: string[]) =>
  runDirectory(folder, parameters, { DATABASE_URL: directory.database.url });

describe('the command list-accounts', () => {
  test('prints every account with the number of its members', async () => {
    const { account } = await addTeam(directory);
    await run('create-account', '--name', 'Waiting', '--email', 'ada@example.com');

    const { exitCode, stdout } = await run('list-accounts');

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${account} .* 5 +2$`, 'm'));
    expect(stdout).toMatch(/^ac_\w+ +Waiting .* 0 +0 +waits for its first administrator$/m);
  });

  test('prints how to create an account if there is none', async () => {
    expect((await run('list-accounts')).stdout).toContain(
      'To create one, run npm run directory -- create-account',
    );
  });

  test('marks an account whose link has expired', async () => {
    await run('create-account', '--name', 'Late', '--email', 'ada@example.com');
    await directory.database.query('update invitations set expires_at = now()');

    expect((await run('list-accounts')).stdout).toMatch(/Late .* its link has expired$/m);
  });
});

describe('the command reset-mfa', () => {
  const EMAIL = 'ada@example.com';
  let account: string;
  let userId: string;

  beforeEach(async () => {
    account = await directory.addAccount('Ahoy Ltd');
    userId = await directory.addUser(EMAIL, { [account]: READER });
  });

  test('removes the second factor and the recovery codes, and the audit log records it', async () => {
    await enroll(directory, await directory.logIn(EMAIL));

    const { exitCode, stdout } = await run('reset-mfa', '--email', 'Ada@Example.com');

    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
    expect(stdout).toContain('no longer has a second factor');
    expect(stdout).toContain('No mail is sent: tell the user.');
    const [left] = await directory.database.query(
      `select totp_secret, (select count(*)::int from recovery_codes) as codes from users
        where id = $1`,
      [userId],
    );
    expect(left).toEqual({ totp_secret: null, codes: 0 });
    expect(await lastEvent(directory, account, 'mfa_disabled')).toMatchObject({
      account_id: account,
      source: 'operator',
      object_id: userId,
    });
  });

  test('removes the phone', async () => {
    await addPhone(directory, await directory.logIn(EMAIL));

    expect((await run('reset-mfa', '--email', EMAIL)).exitCode).toBe(0);
    expect(await directory.database.query('select from phones')).toEqual([]);
  });

  test('removes the passkeys of every host', async () => {
    await addPasskey(await directory.logIn(EMAIL));
    await directory.database.query("update passkeys set rp_id = 'old.example.com'");

    expect((await run('reset-mfa', '--email', EMAIL)).exitCode).toBe(0);
    expect(await directory.database.query('select from passkeys')).toEqual([]);
  });

  test.each([
    ['a user without a second factor', ['--email', EMAIL], 'has no second factor'],
    ['an unknown user', ['--email', 'trent@example.com'], 'User trent@example.com does not exist'],
  ])('is refused for %s', async (_what, parameters, message) => {
    const { exitCode, stderr } = await run('reset-mfa', ...parameters);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe('the command cleanup', () => {
  const count = async (table: string) => {
    const [found] = await directory.database.query<{ count: number }>(
      `select count(*)::int as count from ${table}`,
    );
    return found?.count;
  };

  const rows = {
    password_resets: `insert into password_resets
      select id, sha256(id::bytea), now() + $1::interval from users`,
    sign_ups: `insert into sign_ups
      select email_key, email, sha256(id::bytea), now() + $1::interval from users`,
    email_changes: `insert into email_changes
      select id, email, email_key, sha256(id::bytea), now() + $1::interval from users`,
    used_challenges: `insert into used_challenges
      select sha256(id::bytea), now() + $1::interval from users`,
    throttles: `insert into throttles
      select id, 1, now() + $1::interval, 0 from users`,
    event_counts: `insert into event_counts (name, event, began)
      select id, '{}', now() + $1::interval from users`,
    sessions: `update sessions set expires_at = now() + $1::interval`,
  };

  test.each(Object.entries(rows))('deletes expired rows from %s', async (table, statement) => {
    const team = await addTeam(directory, ['admin']);
    await openSession(directory, team.email('admin'), team.account);
    await directory.database.query(statement, ['-25 hours']);

    const { exitCode, stdout } = await run('cleanup');

    expect(exitCode).toBe(0);
    expect(stdout).toContain('1 ');
    expect(await count(table)).toBe(0);
  });

  test.each(Object.entries(rows))('keeps what is not over in %s', async (table, statement) => {
    const team = await addTeam(directory, ['admin']);
    await openSession(directory, team.email('admin'), team.account);
    await directory.database.query(statement, ['1 minute']);

    const { stdout } = await run('cleanup');

    expect(stdout).not.toMatch(/[1-9]/);
    expect(await count(table)).toBe(1);
  });

  test('deletes a session after its maximum age, even if it was used recently', async () => {
    const team = await addTeam(directory, ['admin']);
    await openSession(directory, team.email('admin'), team.account);
    await directory.database.query(
      "update sessions set created_at = now() - interval '8 days', ends_at = now()",
    );

    expect((await run('cleanup')).stdout).toContain('1 sessions');
  });

  test('deletes more rows than one statement does', async () => {
    await directory.database.query(`insert into throttles
      select n::text, 1, now() - interval '2 days', 0 from generate_series(1, 12000) as n`);

    expect((await run('cleanup')).stdout).toContain('12000 counters of failed logins');
  });

  test('deletes invitations a month after they expired, and the audit log records it', async () => {
    const team = await addTeam(directory, ['admin']);
    const admin = await team.session('admin');
    for (const email of ['old@example.com', 'new@example.com']) {
      await admin.call('admin/invite', { email, roles: READER });
    }
    await directory.database.query(
      "update invitations set expires_at = now() - interval '29 days'",
    );
    await directory.database.query(
      "update invitations set expires_at = now() - interval '31 days' where email like 'old%'",
    );

    expect((await run('cleanup')).stdout).toContain('1 invitations');
    expect(await eventsOf(directory, team.account)).toHaveLength(3);
    expect(await lastEvent(directory, team.account, 'invitation_deleted')).toMatchObject({
      source: 'operator',
      object: { email: 'old@example.com', reason: 'expired' },
    });
  });
});

test.each([[['--help']], [['cleanup', '-h']]])('%j prints the usage', async (parameters) => {
  const { exitCode, stdout } = await runDirectory(folder, parameters);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Usage: npm run directory');
});

test.each([
  ['no address', ['reset-mfa'], "required option '--email <address>' not specified"],
  ['an unknown command', ['remove'], "unknown command 'remove'"],
  [
    'a name for a command without that option',
    ['cleanup', '--name', 'A'],
    "unknown option '--name'",
  ],
])('%s is refused with a message', async (_what, parameters, words) => {
  const { exitCode, stderr } = await run(...parameters);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(words);
});

describe('the message about an unusable database', () => {
  const cleanUpAt = (DATABASE_URL: string) => runDirectory(folder, ['cleanup'], { DATABASE_URL });

  test('names a database that does not answer without its password', async () => {
    const port = await findFreePort();
    const { exitCode, stderr } = await cleanUpAt(`postgres://ada:canary@127.0.0.1:${port}/there`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Cannot use the database ada@127.0.0.1:${port}/there: `);
    expect(stderr).not.toContain('canary');
  });

  test('reports a wrong password without the password', async () => {
    const url = Object.assign(new URL(directory.database.url), { password: 'canary' }).href;
    const { exitCode, stderr } = await cleanUpAt(url);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('password authentication failed');
    expect(stderr).not.toContain('canary');
  });

  test('says to run npm run migrate if the database is not migrated', async () => {
    const empty = await createDatabase({ isEmpty: true });
    const { exitCode, stderr } = await cleanUpAt(empty.url);
    await empty.close();
    expect(exitCode).toBe(1);
    expect(stderr).toContain('npm run migrate');
  });

  test('does not repeat a URL of another kind of database', async () => {
    const { exitCode, stderr } = await cleanUpAt('mysql://ada:canary@127.0.0.1/there');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('DATABASE_URL must be a URL such as postgres://');
    expect(stderr).not.toContain('canary');
  });
});

test('--env names the file with the settings of the database', async () => {
  await addTeam(directory, ['admin']);
  const file = join(folder, '.env.other');
  writeFileSync(file, `DATABASE_URL=${directory.database.url}\n`);
  const { stdout } = await runDirectory(folder, ['list-accounts', '--env', file]);
  expect(stdout).toMatch(/^ac_/m);
});
