import { addPasskey, makeAuthenticator, type Options } from '../authenticator';
import { addSession } from '../directory-rows';
import { addPhone, newNumber } from '../phones';
import { totpCode, withinOneStep } from '../totp';
import {
  type AcceptedCalls,
  before,
  byMember,
  enrollMember,
  type Fixture,
  NEW_PASSWORD,
  PASSWORD,
  userOf,
} from './accepted-call';

async function codeOf(fixture: Fixture) {
  await withinOneStep();
  return { code: totpCode((await enrollMember(fixture, 'reader')).secret) };
}

async function startedCode(fixture: Fixture) {
  await withinOneStep();
  const path = 'account/start-mfa';
  const { secret } = await before<{ secret: string }>(fixture, 'reader', [path, {}]);
  return { code: totpCode(secret) };
}

async function otherSession(fixture: Fixture) {
  const owner = { userId: await userOf(fixture, 'reader'), accountId: fixture.team.account };
  const { id } = await addSession(fixture.directory.database, owner);
  return { id };
}

async function ownKey(fixture: Fixture) {
  const path = 'account/create-credential';
  const { id } = await before<{ id: string }>(fixture, 'reader', [path, { type: 'api_key' }]);
  return { id };
}

const ownPasskey = async ({ team }: Fixture) => ({
  id: (await addPasskey(await team.session('reader'))).passkey.id,
});

/** The calls about a caller's own data. */
export const ACCOUNT_CALLS: AcceptedCalls = {
  'account/show-mfa': byMember('reader', []),
  'account/start-mfa': byMember('reader', ['mfa_enrollment_started']),
  'account/confirm-mfa': byMember('reader', ['mfa_enabled'], startedCode),
  'account/disable-mfa': byMember('reader', ['mfa_disabled'], codeOf),
  'account/regenerate-recovery-codes': byMember('reader', ['recovery_codes_created'], codeOf),
  'account/start-passkey': byMember('reader', []),
  'account/confirm-passkey': {
    events: ['passkey_created', 'mfa_enabled'],
    async ready({ team }) {
      const caller = await team.session('reader');
      const { body } = await caller.call('account/start-passkey');
      const response = makeAuthenticator().create(body as Options);
      return { caller, input: { response }, by: team.email('reader') };
    },
  },
  'account/list-passkeys': byMember('reader', []),
  'account/rename-passkey': byMember('reader', ['passkey_renamed'], async (fixture) => ({
    ...(await ownPasskey(fixture)),
    name: 'Renamed',
  })),
  'account/delete-passkey': byMember('reader', ['passkey_deleted', 'mfa_disabled'], ownPasskey),
  'account/start-phone': byMember('reader', ['phone_code_sent'], () => ({
    number: newNumber(),
    channel: 'sms',
  })),
  'account/confirm-phone': {
    events: ['phone_created', 'mfa_enabled'],
    async ready({ directory, team }) {
      const caller = await team.session('reader');
      const number = newNumber();
      await caller.call('account/start-phone', { number, channel: 'sms' });
      const code = directory.verify.codeOf(number);
      return { caller, input: { code }, by: team.email('reader') };
    },
  },
  'account/delete-phone': byMember(
    'reader',
    ['phone_deleted', 'mfa_disabled'],
    async ({ directory, team }) => {
      await addPhone(directory, await team.session('reader'));
      return {};
    },
  ),
  'account/change-password': byMember('reader', ['password_changed'], () => ({
    oldPassword: PASSWORD,
    newPassword: NEW_PASSWORD,
  })),
  'account/change-email': byMember('reader', ['email_change_requested'], ({ team }) => ({
    email: `new.${team.email('reader')}`,
  })),
  'account/delete-user': byMember('reader', ['user_deleted', 'membership_deleted'], ({ team }) => ({
    email: team.email('reader'),
  })),
  'account/leave-account': byMember('reader', ['membership_deleted']),
  'account/create-account': {
    events: ['account_created', 'membership_created', 'session_switched'],
    async ready({ team }) {
      const account = expect.stringMatching(/^ac_/);
      const caller = await team.session('reader');
      return { caller, input: { name: 'Another' }, by: team.email('reader'), account };
    },
  },
  'account/list-invitations': byMember('reader', []),
  'account/list-events': byMember('reader', []),
  'account/list-sessions': byMember('reader', []),
  'account/revoke-session': byMember('reader', ['session_deleted'], otherSession),
  'account/revoke-other-sessions': byMember('reader', ['session_deleted'], async (fixture) => {
    await otherSession(fixture);
    return {};
  }),
  'account/update-profile': byMember('reader', ['user_updated'], () => ({ name: 'Renamed' })),
  'account/list-credentials': byMember('reader', []),
  'account/create-credential': byMember('reader', ['credential_created'], () => ({
    type: 'authtoken',
    paths: ['/whoami'],
    metadata: 'metadata of it',
  })),
  'account/update-credential': byMember('reader', ['credential_updated'], async (fixture) => ({
    ...(await ownKey(fixture)),
    description: 'Renamed',
  })),
  'account/rotate-credential': byMember('reader', ['credential_rotated'], ownKey),
  'account/delete-credential': byMember('reader', ['credential_deleted'], ownKey),
};
