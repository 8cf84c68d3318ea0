import { addSession } from '../directory-rows';
import { totpCode, withinOneStep } from '../totp';
import {
  type AcceptedCalls,
  before,
  byMember,
  enrolMember,
  NEW_PASSWORD,
  PASSWORD,
  userOf,
  type World,
} from './accepted-call';

async function codeOf(world: World) {
  await withinOneStep();
  return { code: totpCode((await enrolMember(world, 'reader')).secret) };
}

async function startedCode(world: World) {
  await withinOneStep();
  const path = 'account/start-mfa';
  const { secret } = await before<{ secret: string }>(world, 'reader', [path, {}]);
  return { code: totpCode(secret) };
}

async function otherSession(world: World) {
  const owner = { userId: await userOf(world, 'reader'), accountId: world.team.account };
  const { id } = await addSession(world.directory.database, owner);
  return { id };
}

async function ownKey(world: World) {
  const path = 'account/create-credential';
  const { id } = await before<{ id: string }>(world, 'reader', [path, { type: 'api_key' }]);
  return { id };
}

/** What is a caller's own. */
export const ACCOUNT_CALLS: AcceptedCalls = {
  'account/start-mfa': byMember('reader', ['mfa_enrollment_started']),
  'account/confirm-mfa': byMember('reader', ['mfa_enabled'], startedCode),
  'account/disable-mfa': byMember('reader', ['mfa_disabled'], codeOf),
  'account/regenerate-recovery-codes': byMember('reader', ['recovery_codes_created'], codeOf),
  'account/change-password': byMember('reader', ['password_changed'], () => ({
    oldPassword: PASSWORD,
    newPassword: NEW_PASSWORD,
  })),
  'account/list-sessions': byMember('reader', []),
  'account/revoke-session': byMember('reader', ['session_deleted'], otherSession),
  'account/revoke-other-sessions': byMember('reader', ['session_deleted'], async (world) => {
    await otherSession(world);
    return {};
  }),
  'account/update-profile': byMember('reader', ['user_updated'], () => ({ name: 'Renamed' })),
  'account/list-credentials': byMember('reader', []),
  'account/create-credential': byMember('reader', ['credential_created'], () => ({
    type: 'authtoken',
    paths: ['/whoami'],
    metadata: 'metadata of it',
  })),
  'account/update-credential': byMember('reader', ['credential_updated'], async (world) => ({
    ...(await ownKey(world)),
    description: 'Renamed',
  })),
  'account/rotate-credential': byMember('reader', ['credential_rotated'], ownKey),
  'account/delete-credential': byMember('reader', ['credential_deleted'], ownKey),
};
