import { EVENT_TYPES } from '../../lib/directory/audit-log/event-types';
import { ACCEPTED_CALLS, type Fixture } from '../support/directory/accepted-calls';
import { enrollMember, halfSession } from '../support/directory/accepted-calls/accepted-call';
import { SESSION_CALLS } from '../support/directory/accepted-calls/session-calls';
import { addPasskey, passkeyAnswer } from '../support/directory/authenticator';
import { PASSWORD, useDirectory } from '../support/directory/directory';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { addTeam, MANAGER, type Who } from '../support/directory/team';

// An account's log contains only events of that account. Of its members' activity in other accounts, it has only
// their logins, without data that identifies another account, a device or a session.

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
let ssh: SshKey;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => ssh.remove());

interface Elsewhere {
  /** The account in which each member of the team is active. */
  readonly active: string;
  /** The account in which each member is disabled. */
  readonly disabled: string;
}

/** The only event types that reach the logs of a member's other accounts. */
const OF_USERS = [
  'user_updated',
  'user_deleted',
  'email_change_requested',
  'email_changed',
  'login_failed',
  'passkey_created',
  'passkey_renamed',
  'passkey_deleted',
  'passkey_failed',
  'phone_created',
  'phone_deleted',
  'phone_code_sent',
  'second_factor_failed',
  'step_up_failed',
  'password_changed',
  'password_change_failed',
  'password_reset_requested',
  'password_reset',
  'password_removed',
  'sign_up_requested',
  'mfa_enrollment_started',
  'mfa_enabled',
  'mfa_disabled',
  'mfa_failed',
  'recovery_code_used',
  'recovery_codes_created',
  'mail_failed',
];

async function makeFixture(): Promise<Fixture> {
  await directory.database.query('delete from event_counts');
  await directory.database.query('delete from throttles');
  return { directory, team: await addTeam(directory), ssh };
}

/** Makes every member of the team a member of two other accounts. */
async function addElsewhere({ team }: Fixture): Promise<Elsewhere> {
  const [active, disabled] = [
    await directory.addAccount('Active in another account'),
    await directory.addAccount('Disabled in another account'),
  ];
  for (const account of [active, disabled]) {
    await directory.database.query(
      `insert into memberships (id, account_id, user_id, developer, team, administrator, active, created_at)
        select 'mbr_' || replace(gen_random_uuid()::text, '-', ''), $1, user_id, $3, $4, $5, $6,
          now() + interval '1 minute'
        from memberships where account_id = $2`,
      [account, team.account, MANAGER.developer, MANAGER.team, false, account === active],
    );
  }
  return { active, disabled };
}

interface Told {
  readonly type: string;
  readonly account_id: string | null;
  readonly credential_id: string | null;
}

async function toldOf(account: string): Promise<readonly Told[]> {
  return directory.database.query<Told>('select * from events where account_id = $1', [account]);
}

/** Separates the end of the account's own membership, which names that membership. */
function withoutEnd(events: readonly Told[]): readonly [readonly Told[], readonly Told[]] {
  const isEnd = ({ type }: Told) => type === 'membership_deleted';
  return [events.filter((event) => !isEnd(event)), events.filter(isEnd)];
}

const seen = new Set<string>();

/** Runs a case in a team and checks the logs of the other accounts. */
async function expectDiscreet(run: (fixture: Fixture) => Promise<unknown>): Promise<void> {
  const fixture = await makeFixture();
  const { active, disabled } = await addElsewhere(fixture);
  await run(fixture);

  const here = await toldOf(fixture.team.account);
  const [told, ended] = withoutEnd(await toldOf(active));
  const [toldDisabled, endedDisabled] = withoutEnd(await toldOf(disabled));
  const all = await directory.database.query<Told>('select type from events');
  for (const { type } of all) seen.add(type);
  expect(toldDisabled).toEqual([]);
  expect(told.map(({ type }) => type).filter((type) => !OF_USERS.includes(type))).toEqual([]);
  expect(told.map(({ credential_id: id }) => id).filter((id) => id !== null)).toEqual([]);
  expect(JSON.stringify(told)).not.toMatch(
    new RegExp(`${fixture.team.account}|${disabled}|(ses|tfs|tfa|tfk|mbr|inv)_|device`),
  );
  const ends = JSON.stringify([ended, endedDisabled]);
  expect(ends).not.toMatch(new RegExp(`${fixture.team.account}|(ses|tfs|tfa|tfk|inv)_|device`));
  expect(JSON.stringify(here)).not.toMatch(new RegExp(`${active}|${disabled}`));
}

test.each(Object.entries(ACCEPTED_CALLS))(
  '%s reveals nothing to other accounts',
  async (path, { ready }) => {
    await expectDiscreet(async (fixture) => {
      const { caller, input } = await ready(fixture);
      await caller.call(path, input);
    });
  },
);

const WRONG = 'wrong horse battery';
const bySession = (path: string, input: object) => async (fixture: Fixture) =>
  (await fixture.team.session('reader')).call(path, input);

async function byEnrolled(fixture: Fixture, path: string, input: object) {
  await enrollMember(fixture, 'reader');
  return (await fixture.team.session('reader')).call(path, input);
}

const logIn = (fixture: Fixture, who: Who, password: string) =>
  directory.caller().call('session/log-in', { email: fixture.team.email(who), password });

const MORE: Readonly<Record<string, (fixture: Fixture) => Promise<unknown>>> = {
  'a wrong password': (fixture) => logIn(fixture, 'reader', WRONG),
  'a login with the session of another user': async (fixture) => {
    const caller = await fixture.team.session('reader');
    return caller.call('session/log-in', {
      email: fixture.team.email('admin'),
      password: PASSWORD,
    });
  },
  'a wrong step-up': bySession('session/step-up', { password: WRONG }),
  'a wrong old password': bySession('account/change-password', {
    oldPassword: WRONG,
    newPassword: 'seven herons by the canal',
  }),
  'a wrong code': (fixture) => byEnrolled(fixture, 'account/disable-mfa', { code: '000000x' }),
  'a wrong second factor': async (fixture) => {
    await enrollMember(fixture, 'reader');
    return (await halfSession(fixture, 'reader')).call('session/second-factor', {
      code: '000000x',
    });
  },
  'a login with a recovery code': async (fixture) => {
    const { recoveryCodes } = await enrollMember(fixture, 'reader');
    const caller = await halfSession(fixture, 'reader');
    return caller.call('session/second-factor', { recoveryCode: recoveryCodes[0] });
  },
  'a refused passkey': async (fixture) => {
    const { authenticator } = await addPasskey(await fixture.team.session('reader'));
    const input = await passkeyAnswer(await fixture.team.session('reader'), authenticator);
    return (await fixture.team.session('reader')).call('session/step-up', input);
  },
  'a forged challenge': async (fixture) => {
    const { caller, input } = await SESSION_CALLS['token/ssh'].ready(fixture);
    return caller.call('token/ssh', { ...input, challenge: 'x' });
  },
};

test.each(Object.entries(MORE))('%s reveals nothing to other accounts', async (_what, run) =>
  expectDiscreet(run),
);

test("each account's log has only its own of the revoked sessions", async () => {
  const fixture = await makeFixture();
  const { active } = await addElsewhere(fixture);
  const email = fixture.team.email('reader');
  const there = await directory.logIn(email, active);
  const { json } = await there.call('session/show');
  const { id } = (json as { session: { id: string } }).session;
  const here = await directory.logIn(email, fixture.team.account);

  await here.call('account/revoke-other-sessions');

  const ended = async (account: string) =>
    (await toldOf(account)).filter(({ type }) => type === 'session_deleted');
  expect(await ended(active)).toMatchObject([{ object_id: id, credential_id: null }]);
  expect(await ended(fixture.team.account)).toEqual([]);
});

// Recorded only by the operator's commands and for unavailable mail servers.
const ELSEWHERE_TESTED = [
  'mail_failed',
  'events_deleted',
  'ip_restriction_warned',
  'ip_restriction_refused',
  'identity_linked',
  'account_closed',
  'sso_failed',
  'sso_enforced',
  'sso_mixed',
  'break_glass_used',
  'group_created',
  'group_updated',
  'group_deleted',
  'group_mapped',
  'domain_lost',
];

test('the cases cover every type of event', () => {
  const missing = EVENT_TYPES.filter((type) => !seen.has(type) && !ELSEWHERE_TESTED.includes(type));
  expect(missing).toEqual([]);
});
