import {
  type AcceptedCalls,
  byMember,
  enrollMember,
  halfSession,
  NEW_PASSWORD,
  PASSWORD,
  resetLinkOf,
} from './accepted-calls/accepted-call';
import { ADMINISTRATOR } from './directory';
import { make, proofFor } from './own-credentials';
import { addPhone, sentCode } from './phones';
import { totpCode, withinOneStep } from './totp';

/** Calls whose path through an operation differs from the accepted call, by `path: description`. */
export const OTHER_CALLS: AcceptedCalls = {
  'session/log-in: unknown address': {
    events: ['login_failed'],
    async ready({ directory }) {
      const input = { email: 'nobody@example.com', password: PASSWORD };
      return { caller: directory.caller(), input, by: null };
    },
  },
  'session/log-in: wrong password': {
    events: ['login_failed'],
    async ready({ directory, team }) {
      const input = { email: team.email('reader'), password: 'a wrong armadillo' };
      return { caller: directory.caller(), input, by: null };
    },
  },
  'session/log-in: replaces a session': {
    events: ['session_deleted', 'login_succeeded'],
    async ready({ team }) {
      const email = team.email('reader');
      const caller = await team.session('reader');
      return { caller, input: { email, password: PASSWORD }, by: email };
    },
  },
  'session/second-factor: code by phone': {
    events: ['second_factor_succeeded'],
    async ready(fixture) {
      const { directory, team } = fixture;
      const { number } = await addPhone(directory, await team.session('reader'));
      const caller = await halfSession(fixture, 'reader');
      const phoneCode = await sentCode(directory, caller, number);
      return { caller, input: { phoneCode }, by: team.email('reader') };
    },
  },
  'session/second-factor: recovery code': {
    events: ['recovery_code_used', 'second_factor_succeeded'],
    async ready(fixture) {
      await withinOneStep();
      const { recoveryCodes } = await enrollMember(fixture, 'reader');
      const caller = await halfSession(fixture, 'reader');
      const input = { recoveryCode: recoveryCodes[0] };
      return { caller, input, by: fixture.team.email('reader') };
    },
  },
  'session/second-factor: wrong code': {
    events: ['second_factor_failed'],
    async ready(fixture) {
      await enrollMember(fixture, 'reader');
      const caller = await halfSession(fixture, 'reader');
      return { caller, input: { code: 'wrong' }, by: fixture.team.email('reader') };
    },
  },
  'session/step-up: code': byMember('reader', ['step_up_succeeded'], async (fixture) => {
    await withinOneStep();
    const { secret } = await enrollMember(fixture, 'reader');
    // The code of the enrollment was used.
    return { code: totpCode(secret, 1) };
  }),
  'session/reset-password: ends credentials': {
    events: ['credential_deleted', 'password_reset'],
    async ready(fixture) {
      await make(await fixture.team.session('reader'), { type: 'api_key' });
      const token = await resetLinkOf(fixture, 'reader');
      const input = { token, password: NEW_PASSWORD, endCredentials: true };
      return { caller: fixture.directory.caller(), input, by: fixture.team.email('reader') };
    },
  },
  'account/change-password: ends credentials': byMember(
    'reader',
    ['credential_deleted', 'password_changed'],
    async (fixture) => {
      await make(await fixture.team.session('reader'), { type: 'api_key' });
      return { oldPassword: PASSWORD, newPassword: NEW_PASSWORD, endCredentials: true };
    },
  ),
  'account/create-credential: SSH key': byMember(
    'reader',
    ['credential_created'],
    async (fixture) => {
      const input = { type: 'ssh_key', publicKey: fixture.ssh.publicLine };
      return { ...input, ...(await proofFor(await fixture.team.session('reader'), input)) };
    },
  ),
  'admin/invite: administrator': byMember('admin', ['invitation_created'], ({ team }) => ({
    email: `administrator.${team.account}@example.com`,
    roles: ADMINISTRATOR,
  })),
  'admin/update-member: promotion': byMember('admin', ['membership_updated'], async ({ team }) => ({
    member: await team.id('reader'),
    roles: ADMINISTRATOR,
  })),
  'admin/list-credentials: next page': byMember('admin', [], async ({ team }) => {
    const { id } = await make(await team.session('reader'), { type: 'api_key' });
    return { after: id };
  }),
  'admin/list-events: next page': byMember('admin', [], async ({ directory, team }) => {
    await make(await team.session('reader'), { type: 'api_key' });
    const sql = 'select id from events where account_id = $1 limit 1';
    const [row] = await directory.database.query<{ id: string }>(sql, [team.account]);
    return { before: row?.id };
  }),
  'account/list-sessions: next page': byMember('reader', [], async ({ directory, team }) => {
    await team.session('reader');
    const sql = 'select s.id from sessions s join users u on u.id = s.user_id where u.email = $1';
    const [row] = await directory.database.query<{ id: string }>(sql, [team.email('reader')]);
    return { after: row?.id };
  }),
};
