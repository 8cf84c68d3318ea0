import type { Fixture } from '../support/directory/accepted-calls';
import { enrollMember, halfSession } from '../support/directory/accepted-calls/accepted-call';
import { SESSION_CALLS } from '../support/directory/accepted-calls/session-calls';
import { type Caller, PASSWORD, useDirectory } from '../support/directory/directory';
import { changedTables, readState } from '../support/directory/directory-state';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { addTeam } from '../support/directory/team';

// A failed authentication records one event for the account that it concerns, and changes nothing else.

const directory = useDirectory();
let ssh: SshKey;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => ssh.remove());

/** A call that is refused, and its event. */
interface Refused {
  readonly caller: Caller;
  readonly input: object;
}

interface Case {
  readonly path: string;
  readonly what: string;
  readonly ready: (fixture: Fixture) => Promise<Refused>;
  readonly type: string;
  readonly reason: string;
  /** Default: the reason. */
  readonly code?: string;
  /** The type of the event's object. */
  readonly about: string;
  /** Whether the event is in no account's log. */
  readonly isOfNobody?: boolean;
  /** Whether the event is in no account's log because the user is active in none. */
  readonly isElsewhere?: boolean;
}

const WRONG = 'wrong horse battery';
const CODE = '000000x';

const logIn = (email: (fixture: Fixture) => string) => async (fixture: Fixture) => ({
  caller: directory.caller(),
  input: { email: email(fixture), password: WRONG },
});

const byReader = (input: object) => async (fixture: Fixture) => ({
  caller: await fixture.team.session('reader'),
  input,
});

const byEnrolled = (input: object) => async (fixture: Fixture) => {
  await enrollMember(fixture, 'reader');
  return { caller: await fixture.team.session('reader'), input };
};

async function half(fixture: Fixture, attempts: number): Promise<Refused> {
  await enrollMember(fixture, 'reader');
  const caller = await halfSession(fixture, 'reader');
  await directory.database.query(
    'update sessions set challenge_attempts = $1 where second_factor_due',
    [attempts],
  );
  return { caller, input: { code: CODE } };
}

async function disabled({ team }: Fixture): Promise<Refused> {
  const admin = await team.session('admin');
  await admin.call('admin/disable-member', { member: await team.id('reader') });
  return {
    caller: directory.caller(),
    input: { email: team.email('reader'), password: PASSWORD, account: team.account },
  };
}

async function throttled(fixture: Fixture): Promise<Refused> {
  const refused = { caller: directory.caller(), input: { email: '', password: WRONG } };
  const input = { ...refused.input, email: `many.${fixture.team.account}@example.com` };
  for (let count = 0; count < 10; count += 1) await refused.caller.call('session/log-in', input);
  return { ...refused, input };
}

async function badSignature(fixture: Fixture): Promise<Refused> {
  const { caller, input } = await SESSION_CALLS['token/ssh'].ready(fixture);
  const { challenge } = (await caller.call('token/ssh')).json as { challenge: string };
  return { caller, input: { ...input, challenge } };
}

const CODE_CASE = { reason: 'CODE_INVALID' } as const;
const CASES: readonly Case[] = [
  {
    path: 'session/log-in',
    what: 'a wrong password',
    ready: logIn(({ team }) => team.email('reader')),
    type: 'login_failed',
    reason: 'CREDENTIALS_INVALID',
    about: 'user',
  },
  {
    path: 'session/log-in',
    what: 'an unknown address',
    ready: logIn(() => 'unknown@example.com'),
    type: 'login_failed',
    reason: 'CREDENTIALS_INVALID',
    about: 'user',
    isOfNobody: true,
  },
  {
    path: 'session/log-in',
    what: 'a member who is disabled',
    ready: disabled,
    type: 'login_failed',
    reason: 'ACCOUNT_UNAVAILABLE',
    about: 'user',
    isElsewhere: true,
  },
  {
    path: 'session/log-in',
    what: 'too many guesses',
    ready: throttled,
    type: 'login_failed',
    reason: 'THROTTLED',
    about: 'user',
    isOfNobody: true,
  },
  {
    path: 'session/second-factor',
    what: 'a wrong code',
    ready: (fixture) => half(fixture, 0),
    type: 'second_factor_failed',
    about: 'user',
    ...CODE_CASE,
  },
  {
    path: 'session/second-factor',
    what: 'a sixth code',
    ready: (fixture) => half(fixture, 5),
    type: 'second_factor_failed',
    reason: 'CHALLENGE_EXPIRED',
    about: 'user',
  },
  {
    path: 'session/step-up',
    what: 'a wrong password',
    ready: byReader({ password: WRONG }),
    type: 'step_up_failed',
    reason: 'PASSWORD_INVALID',
    about: 'user',
  },
  {
    path: 'session/step-up',
    what: 'a wrong code',
    ready: byEnrolled({ code: CODE }),
    type: 'step_up_failed',
    about: 'user',
    ...CODE_CASE,
  },
  {
    path: 'session/step-up',
    what: 'a wrong recovery code',
    ready: byEnrolled({ recoveryCode: CODE }),
    type: 'step_up_failed',
    about: 'user',
    ...CODE_CASE,
  },
  {
    path: 'account/change-password',
    what: 'a wrong old password',
    ready: byReader({ oldPassword: WRONG, newPassword: 'seven herons by the canal' }),
    type: 'password_change_failed',
    reason: 'PASSWORD_INVALID',
    about: 'user',
  },
  ...['account/disable-mfa', 'account/regenerate-recovery-codes'].map((path) => ({
    path,
    what: 'a wrong code',
    ready: byEnrolled({ code: CODE }),
    type: 'mfa_failed',
    about: 'user',
    ...CODE_CASE,
  })),
  {
    path: 'account/confirm-mfa',
    what: 'a wrong code',
    async ready({ team }) {
      const caller = await team.session('reader');
      await caller.call('account/start-mfa');
      return { caller, input: { code: CODE } };
    },
    type: 'mfa_failed',
    about: 'user',
    ...CODE_CASE,
  },
  {
    path: 'token/ssh',
    what: 'a signature of another challenge',
    ready: badSignature,
    type: 'credential_exchange_failed',
    reason: 'SIGNATURE_INVALID',
    about: 'credential',
  },
];

// The counters, and the session that ends with its last attempt.
const COUNTERS = ['throttles', 'sessions.challenge_attempts', 'sessions.last_seen_at'];

test.each(CASES)('$path: $what is in the audit log', async ({ path, ready, ...expected }) => {
  const { type, reason, code = reason, about } = expected;
  const { isOfNobody = false, isElsewhere = false } = expected;
  const fixture = { directory, team: await addTeam(directory), ssh };
  const { caller, input } = await ready(fixture);
  const isOver = reason === 'CHALLENGE_EXPIRED';
  const ignored = isOver ? [...COUNTERS, 'sessions'] : COUNTERS;
  const before = await readState(directory.database, ignored);

  const reply = await caller.call(path, input);

  const after = await readState(directory.database, ignored);
  const events = after.events.slice(before.events.length);
  expect({ code: reply.code, changed: changedTables(before.state, after.state) }).toEqual({
    code,
    changed: [],
  });
  expect(events).toMatchObject([
    {
      type,
      account_id: isOfNobody || isElsewhere ? null : fixture.team.account,
      object_type: about,
      object_id: isOfNobody ? null : expect.stringMatching(/^(usr|tfs)_/),
      object: { reason },
      request_id: expect.stringMatching(/^req_/),
    },
  ]);
  const typed = Object.entries(input).filter(([name]) => name !== 'account');
  const text = JSON.stringify(events);
  expect(typed.filter(([, value]) => text.includes(String(value)))).toEqual([]);
});
