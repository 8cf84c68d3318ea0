import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '../../lib/directory/operations/index';
import { ACCEPTED_CALLS, type Fixture } from '../support/directory/accepted-calls';
import { useDirectory } from '../support/directory/directory';
import { changedTables, readState } from '../support/directory/directory-state';
import { keyHolder, make } from '../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { addTeam, lastEvent } from '../support/directory/team';

// Every change of state records its event. Each operation is called once so that it succeeds, and once so that
// its event cannot be written.

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
let ssh: SshKey;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => ssh.remove());

async function makeFixture(): Promise<Fixture> {
  // A counted event is recorded only if it is the first of an hour.
  await directory.database.query('delete from event_counts');
  return { directory, team: await addTeam(directory), ssh };
}

// The time of the last use is only displayed.
const NO_STATE = ['credentials.last_used_at', 'sessions.last_seen_at'];

// A login that has started at an identity provider gives no access. It is used up even if it fails.
const STARTED = ['sso_attempts'];

// The throttle must also count failed guesses.
const COUNTERS = ['throttles', 'sessions.challenge_attempts'];

test('the list has a call of every operation and no other', () => {
  const names = OPERATIONS.map(({ name }) => name);
  expect(Object.keys(ACCEPTED_CALLS).toSorted()).toEqual(names.toSorted());
});

/** Returns every secret: those that were typed, returned or mailed, and the cookies. */
function secretsIn(...given: readonly unknown[]): readonly string[] {
  const names =
    /^(token|password|oldPassword|newPassword|code|secret|uri|challenge|signature|recoveryCodes(Text)?)$/;
  const found = new Set<string>();
  const collect = (value: unknown, isSecret: boolean): void => {
    if (typeof value === 'string' && isSecret) found.add(value);
    if (value === null || typeof value !== 'object') return;
    for (const [name, item] of Object.entries(value)) {
      collect(item, Array.isArray(value) ? isSecret : names.test(name));
    }
  };
  for (const value of given) collect(value, false);
  return [...found];
}

const mailCount = () => readdirSync(directory.mailFolder).length;
const mailed = () =>
  readdirSync(directory.mailFolder).flatMap((file) => {
    const mail = readFileSync(join(directory.mailFolder, file), 'utf8');
    return /#[a-z-]+=(\w+)$/m.exec(mail)?.slice(1) ?? [];
  });

describe.each(Object.entries(ACCEPTED_CALLS))('%s', (path, { events: expected, ready }) => {
  test(
    expected.length === 0 ? 'changes nothing' : 'changes nothing without its event',
    async () => {
      const fixture = await makeFixture();
      const { caller, input, by, ...more } = await ready(fixture);
      const cookies = Object.values(caller.cookies);
      const { account = fixture.team.account, source = cookies.length === 0 ? 'none' : 'session' } =
        more;
      const ignored = expected.length === 0 ? [...NO_STATE, ...STARTED] : NO_STATE;
      const before = await readState(directory.database, ignored);

      const reply = await caller.call(path, input);

      const after = await readState(directory.database, ignored);
      const events = after.events.slice(before.events.length);
      const changed = changedTables(before.state, after.state);
      expect({ status: reply.status, isChanged: changed.length > 0 }).toEqual({
        status: 200,
        isChanged: expected.length > 0,
      });
      expect(events.map(({ type }) => type)).toEqual(expected);
      for (const event of events) {
        expect(event).toMatchObject({
          id: expect.stringMatching(/^ev_[0-9a-f]{32}$/),
          at: expect.stringMatching(/^\d{4}-/),
          account_id: account,
          principal_name: by,
          principal_id: by === null ? null : expect.stringMatching(/^usr_/),
          principal_type: by === null ? 'nobody' : 'user',
          credential_id: source === 'none' ? null : expect.stringMatching(/^(ses|tfs)_/),
          source,
          object_type: expect.stringMatching(/^[a-z_]+$/),
          request_id: expect.stringMatching(/^req_/),
        });
      }
      const given = [...cookies, ...Object.values(caller.cookies), ...mailed()];
      const secrets = [...secretsIn(input, reply.body), ...given];
      const text = JSON.stringify(events);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    },
  );
});

test('an event of a service user has its name and the key of the call', async () => {
  const { team } = await makeFixture();
  const admin = await team.session('admin');
  const robot = { name: 'deploys', developer: 'read-write' };
  const { id } = (await admin.call('admin/create-service-user', robot)).json as { id: string };
  const key = await make(admin, { type: 'api_key', owner: { serviceUser: id } });

  await keyHolder(directory, key.token).call('account/create-credential', { type: 'authtoken' });

  expect(await lastEvent(directory, team.account, 'credential_created')).toMatchObject({
    principal_type: 'service_user',
    principal_id: id,
    principal_name: 'deploys',
    credential_id: key.id,
    source: 'api_key',
  });
});

const CHANGES = Object.entries(ACCEPTED_CALLS).filter(([, { events }]) => events.length > 0);

describe('an operation whose event cannot be written', () => {
  const grants = (sql: string) => directory.database.query(sql);
  beforeEach(() => jest.spyOn(console, 'error').mockReturnValue());
  afterEach(() => grants('grant insert on events to directory'));

  test.each(CHANGES)(
    'changes nothing, mails nothing and gives no access: %s',
    async (path, { ready }) => {
      const ignored = [...NO_STATE, ...COUNTERS, ...STARTED];
      const { caller, input } = await ready(await makeFixture());
      const mails = mailCount();
      const before = await readState(directory.database, ignored);
      await grants('revoke insert on events from directory');

      const reply = await caller.call(path, input);

      const after = await readState(directory.database, ignored);
      expect({
        status: reply.status,
        code: reply.code,
        cookies: reply.headers['Set-Cookie'] ?? [],
        changed: changedTables(before.state, after.state),
        mails: mailCount(),
      }).toEqual({ status: 503, code: 'UNAVAILABLE', cookies: [], changed: [], mails });
    },
  );
});
