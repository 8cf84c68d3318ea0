import { addPasskey, passkeyLogin } from '../authenticator';
import { tokenFor } from '../mailbox';
import { make, NAMESPACE } from '../own-credentials';
import { addPhone } from '../phones';
import { openSession } from '../team';
import { totpCode, withinOneStep } from '../totp';
import {
  type AcceptedCalls,
  before,
  byMember,
  enrollMember,
  type Fixture,
  halfSession,
  invited,
  NEW_PASSWORD,
  PASSWORD,
  resetLinkOf,
  secondAccountOf,
} from './accepted-call';

const stranger = ({ team }: Fixture) => `stranger.${team.account}@example.com`;
const ORIGIN = 'http://localhost:3000';

/** The calls of login, sign-up, password reset and the SSH access token. */
export const SESSION_CALLS = {
  'session/log-in': {
    events: ['login_succeeded'],
    async ready({ directory, team }) {
      const email = team.email('reader');
      return { caller: directory.caller(), input: { email, password: PASSWORD }, by: email };
    },
  },
  'session/start-passkey-login': {
    events: [],
    ready: async ({ directory }) => ({ caller: directory.caller(), input: {}, by: null }),
  },
  'session/log-in-with-passkey': {
    events: ['login_succeeded'],
    async ready({ directory, team }) {
      const { authenticator } = await addPasskey(await team.session('reader'));
      const caller = directory.caller();
      const input = await passkeyLogin(caller, authenticator);
      return { caller, input, by: team.email('reader') };
    },
  },
  'session/start-passkey': byMember('reader', [], async ({ team }) => {
    await addPasskey(await team.session('reader'));
    return {};
  }),
  'session/send-code': byMember('reader', ['phone_code_sent'], async ({ directory, team }) => {
    await addPhone(directory, await team.session('reader'));
    return { channel: 'sms' };
  }),
  'session/log-out': byMember('reader', ['session_deleted']),
  'session/show': byMember('reader', []),
  'session/switch-account': {
    events: ['session_switched'],
    async ready(fixture) {
      const account = await secondAccountOf(fixture, 'reader');
      const { team } = fixture;
      const caller = await team.session('reader');
      return { caller, input: { account }, by: team.email('reader'), account };
    },
  },
  'session/second-factor': {
    events: ['second_factor_succeeded'],
    async ready(fixture) {
      await withinOneStep();
      const { secret } = await enrollMember(fixture, 'reader');
      const caller = await halfSession(fixture, 'reader');
      return { caller, input: { code: totpCode(secret) }, by: fixture.team.email('reader') };
    },
  },
  'session/step-up': byMember('reader', ['step_up_succeeded'], () => ({ password: PASSWORD })),
  'session/show-invitation': {
    events: [],
    async ready(fixture) {
      const { token } = await invited(fixture, stranger(fixture));
      return { caller: fixture.directory.caller(), input: { token }, by: null };
    },
  },
  'session/accept-invitation': {
    events: ['invitation_accepted', 'membership_created', 'session_switched'],
    async ready(fixture) {
      const { directory } = fixture;
      const email = stranger(fixture);
      await directory.addUser(email, {});
      const { token } = await invited(fixture, email);
      const caller = await openSession(directory, email, null);
      return { caller, input: { token }, by: email };
    },
  },
  'session/sign-up-by-invitation': {
    events: ['user_created', 'invitation_accepted', 'membership_created', 'login_succeeded'],
    async ready(fixture) {
      const by = stranger(fixture);
      const { token } = await invited(fixture, by);
      const input = { token, name: 'Stranger', password: NEW_PASSWORD };
      return { caller: fixture.directory.caller(), input, by };
    },
  },
  'session/sign-up': {
    events: ['sign_up_requested'],
    async ready(fixture) {
      const input = { email: stranger(fixture) };
      return { caller: fixture.directory.caller(), input, by: null, account: null };
    },
  },
  'session/show-sign-up': {
    events: [],
    async ready(fixture) {
      const { directory } = fixture;
      const email = stranger(fixture);
      await directory.caller().call('session/sign-up', { email });
      const token = tokenFor(directory.mailFolder, email);
      return { caller: directory.caller(), input: { token }, by: null };
    },
  },
  'session/complete-sign-up': {
    events: [
      'user_created',
      'account_created',
      'sign_up_completed',
      'membership_created',
      'login_succeeded',
    ],
    async ready(fixture) {
      const { directory } = fixture;
      const email = stranger(fixture);
      await directory.caller().call('session/sign-up', { email });
      const token = tokenFor(directory.mailFolder, email);
      const input = { token, name: 'Stranger', password: NEW_PASSWORD, accountName: 'New' };
      const account = expect.stringMatching(/^ac_/);
      return { caller: directory.caller(), input, by: email, account };
    },
  },
  'session/confirm-email': byMember('reader', ['email_changed'], async (fixture) => {
    const { directory, team } = fixture;
    const email = `new.${team.email('reader')}`;
    await before(fixture, 'reader', ['account/change-email', { email }]);
    return { token: tokenFor(directory.mailFolder, email) };
  }),
  'session/forgot-password': {
    events: ['password_reset_requested'],
    async ready({ directory, team }) {
      return { caller: directory.caller(), input: { email: team.email('reader') }, by: null };
    },
  },
  'session/show-reset': {
    events: [],
    async ready(fixture) {
      const token = await resetLinkOf(fixture, 'reader');
      return { caller: fixture.directory.caller(), input: { token }, by: null };
    },
  },
  'session/reset-password': {
    events: ['password_reset'],
    async ready(fixture) {
      const token = await resetLinkOf(fixture, 'reader');
      const input = { token, password: NEW_PASSWORD };
      return { caller: fixture.directory.caller(), input, by: fixture.team.email('reader') };
    },
  },
  'token/ssh': {
    events: ['credential_exchanged'],
    async ready({ directory, team, ssh }) {
      const caller = directory.caller();
      await make(await team.session('reader'), { type: 'ssh_key', publicKey: ssh.publicLine });
      const { challenge } = (await caller.call('token/ssh')).json as { challenge: string };
      const signature = ssh.sign(`${ORIGIN} ${challenge}`, NAMESPACE);
      const input = { challenge, signature, account: team.account };
      return { caller, input, by: team.email('reader'), source: 'ssh_key' };
    },
  },
} satisfies AcceptedCalls;
