import { join } from 'node:path';
import type { Roles } from '../../lib/identity/roles';
import {
  addAccount,
  addCredential,
  addMember,
  addServiceUser,
  addSession,
} from '../support/directory/directory-rows';
import {
  callEndpoint,
  type DirectoryService,
  type Presented,
  sessionCookie,
  startDirectory,
} from '../support/directory/directory-service';
import { PROJECT } from '../support/projects/project';
import { ENVIRONMENTS } from '../support/services/environments';

// The matrix is written by hand because it tests the access that the operations declare.
const ROLES: Readonly<Record<string, Roles>> = {
  administrator: { developer: 'read-only', team: 'read-only', administrator: true },
  manager: { developer: 'read-write', team: 'manager', administrator: false },
  inviter: { developer: 'read-write', team: 'invite-only', administrator: false },
  developer: { developer: 'read-write', team: 'read-only', administrator: false },
  reader: { developer: 'read-only', team: 'read-only', administrator: false },
};
const PEOPLE = Object.keys(ROLES);
const KEYS = ["an administrator's key", "a service user's key"];
const UNFINISHED = [
  'a session that requires MFA',
  'a session that requires MFA enrollment',
  'a session without an account',
];
const NOT_ENOUGH = [
  'an anonymous caller',
  "an administrator's authtoken",
  'a disabled administrator',
];
const CALLERS = [...PEOPLE, ...KEYS, ...UNFINISHED, ...NOT_ENOUGH];

const ANY_CALLER = CALLERS;
const SESSIONS = [...PEOPLE, ...UNFINISHED];
const AFTER_MFA = [
  ...PEOPLE,
  'a session that requires MFA enrollment',
  'a session without an account',
];
const FULL_SESSIONS = [...PEOPLE, 'a session without an account'];
const MEMBERS = [...PEOPLE, ...KEYS];
const ADMINISTRATORS = ['administrator', "an administrator's key"];
const MANAGERS = [...ADMINISTRATORS, 'manager'];
const INVITERS = [...MANAGERS, 'inviter'];

const MATRIX: Readonly<Record<string, readonly string[]>> = {
  'session/log-in': ANY_CALLER,
  'session/start-passkey-login': ANY_CALLER,
  'session/log-in-with-passkey': ANY_CALLER,
  'session/start-passkey': SESSIONS,
  'session/send-code': SESSIONS,
  'session/log-out': SESSIONS,
  'session/show': SESSIONS,
  'session/switch-account': AFTER_MFA,
  'session/show-invitation': ANY_CALLER,
  'session/accept-invitation': AFTER_MFA,
  'session/sign-up-by-invitation': ANY_CALLER,
  'session/sign-up': ANY_CALLER,
  'session/show-sign-up': ANY_CALLER,
  'session/complete-sign-up': ANY_CALLER,
  'session/second-factor': ['a session that requires MFA'],
  'session/step-up': AFTER_MFA,
  'session/forgot-password': ANY_CALLER,
  'session/show-reset': ANY_CALLER,
  'session/reset-password': ANY_CALLER,
  'account/show-mfa': AFTER_MFA,
  'account/start-mfa': AFTER_MFA,
  'account/confirm-mfa': AFTER_MFA,
  'account/disable-mfa': FULL_SESSIONS,
  'account/start-passkey': AFTER_MFA,
  'account/confirm-passkey': AFTER_MFA,
  'account/list-passkeys': AFTER_MFA,
  'account/rename-passkey': FULL_SESSIONS,
  'account/delete-passkey': FULL_SESSIONS,
  'account/start-phone': AFTER_MFA,
  'account/confirm-phone': AFTER_MFA,
  'account/delete-phone': FULL_SESSIONS,
  'account/regenerate-recovery-codes': FULL_SESSIONS,
  'account/change-password': FULL_SESSIONS,
  'account/remove-password': FULL_SESSIONS,
  'account/list-identities': FULL_SESSIONS,
  'account/start-identity-link': FULL_SESSIONS,
  'account/unlink-identity': FULL_SESSIONS,
  'account/change-email': FULL_SESSIONS,
  'session/confirm-email': FULL_SESSIONS,
  'account/delete-user': AFTER_MFA,
  'account/leave-account': [...PEOPLE, 'a session that requires MFA enrollment'],
  'account/create-account': AFTER_MFA,
  'account/list-invitations': AFTER_MFA,
  'account/list-events': FULL_SESSIONS,
  'account/list-sessions': FULL_SESSIONS,
  'account/revoke-session': FULL_SESSIONS,
  'account/revoke-other-sessions': FULL_SESSIONS,
  'account/update-profile': FULL_SESSIONS,
  'account/list-credentials': MEMBERS,
  'account/create-credential': MEMBERS,
  'account/update-credential': MEMBERS,
  'account/rotate-credential': MEMBERS,
  'account/delete-credential': MEMBERS,
  'admin/show-account': MEMBERS,
  'admin/show-counts': MEMBERS,
  'admin/update-account': ADMINISTRATORS,
  'admin/show-ip-restrictions': ADMINISTRATORS,
  'admin/check-ip-restriction': ADMINISTRATORS,
  'admin/set-ip-restriction': ADMINISTRATORS,
  'admin/list-members': MEMBERS,
  'admin/show-member': MEMBERS,
  'admin/update-member': MANAGERS,
  'admin/revoke-member-sessions': MANAGERS,
  'admin/disable-member': MANAGERS,
  'admin/enable-member': MANAGERS,
  'admin/remove-member': MANAGERS,
  'admin/list-service-users': MEMBERS,
  'admin/create-service-user': ADMINISTRATORS,
  'admin/update-service-user': ADMINISTRATORS,
  'admin/disable-service-user': ADMINISTRATORS,
  'admin/enable-service-user': ADMINISTRATORS,
  'admin/delete-service-user': ADMINISTRATORS,
  'admin/list-invitations': MEMBERS,
  'admin/invite': INVITERS,
  'admin/resend-invitation': INVITERS,
  'admin/revoke-invitation': INVITERS,
  'admin/list-credentials': ADMINISTRATORS,
  'admin/create-credential': ADMINISTRATORS,
  'admin/delete-credential': ADMINISTRATORS,
  'admin/rotate-credential': ADMINISTRATORS,
  'admin/list-groups': MEMBERS,
  'admin/map-group': ['administrator'],
  'admin/show-provisioning': ADMINISTRATORS,
  'admin/list-events': ADMINISTRATORS,
  'admin/count-events': ADMINISTRATORS,
  'admin/export-events': ADMINISTRATORS,
  'admin/list-identity-providers': ADMINISTRATORS,
  'admin/create-identity-provider': ['administrator'],
  'admin/create-saml-provider': ['administrator'],
  'admin/update-identity-provider': ['administrator'],
  'admin/delete-identity-provider': ['administrator'],
  'admin/test-identity-provider': ['administrator'],
  'admin/list-domains': ADMINISTRATORS,
  'admin/create-domain': ['administrator'],
  'admin/verify-domain': ['administrator'],
  'admin/delete-domain': ['administrator'],
  'admin/set-break-glass': ['administrator'],
  'session/list-login-ways': ANY_CALLER,
  'session/start-sso': ANY_CALLER,
  'session/start-sso-step-up': AFTER_MFA,
  'session/finish-sso': ANY_CALLER,
  'token/ssh': ANY_CALLER,
};

test('the matrix has a row for every operation and no other row', () => {
  // The built asset loads in a tenth of the time of its sources.
  const built = join(PROJECT, '.twilioserverless', 'assets', 'directory.private.js');
  const { operations } = require(built);
  const names = Object.values<Record<string, { readonly name: string }>>(operations).flatMap(
    (folder) => Object.values(folder).map(({ name }) => name),
  );
  expect(Object.keys(MATRIX).toSorted()).toEqual(names.toSorted());
});

describe.each(ENVIRONMENTS)('$environment', (environment) => {
  let directory: DirectoryService;
  let presented: Readonly<Record<string, Presented>>;

  beforeAll(async () => {
    directory = await startDirectory(environment, { ALLOW_SIGNUP: 'true' });
    presented = await createCallers(directory);
  });

  afterAll(() => directory.close());

  // No operation accepts this input. Every caller whom the guard allows gets INPUT_INVALID, and nothing changes.
  const isAllowed = async (path: string, caller: string) => {
    const given = presented[caller] ?? {};
    const { status, body } = await callEndpoint(directory, path, {
      presented: given,
      input: { unknown: true },
    });
    if (status === 400 && body.includes('INPUT_INVALID')) return true;
    if (status === 401 || status === 403) return false;
    throw new Error(`${path} answered ${caller} with ${status}: ${body}`);
  };

  test.each(Object.entries(MATRIX))(
    '%s accepts exactly the callers of the matrix',
    async (path, expected) => {
      const allowed: string[] = [];
      for (const caller of CALLERS) if (await isAllowed(path, caller)) allowed.push(caller);
      expect(allowed.toSorted()).toEqual(expected.toSorted());
    },
  );
});

async function createCallers({ database }: DirectoryService) {
  const account = await addAccount(database);
  const strict = await addAccount(database, { mfa_required: true });
  const callers: Record<string, Presented> = {};
  const member = (role: string, of = account) => addMember(database, of, ROLES[role] as Roles);

  const session = async (userId: string, accountId: string | null, columns = {}) =>
    sessionCookie((await addSession(database, { userId, accountId }, columns)).secret);

  for (const role of PEOPLE) {
    callers[role] = await session((await member(role)).userId, account);
  }
  const { membershipId } = await member('administrator');
  const serviceUserId = await addServiceUser(database, account, 'Deploy robot');
  const ofMember = { accountId: account, membershipId };
  const ofServiceUser = { accountId: account, serviceUserId };
  const key = await addCredential(database, 'api_key', ofMember);
  const robots = await addCredential(database, 'api_key', ofServiceUser);
  const authtoken = await addCredential(database, 'authtoken', ofMember);
  callers["an administrator's key"] = { 'X-Api-Key': key.token };
  callers["a service user's key"] = { 'X-Api-Key': robots.token };
  callers["an administrator's authtoken"] = { 'X-Api-Key': authtoken.token };

  const half = await member('administrator');
  callers['a session that requires MFA'] = await session(half.userId, account, {
    second_factor_due: true,
  });
  const unenrolled = await member('administrator', strict);
  callers['a session that requires MFA enrollment'] = await session(unenrolled.userId, strict);
  callers['a session without an account'] = await session(
    (await member('administrator')).userId,
    null,
  );
  const disabled = await member('administrator');
  callers['a disabled administrator'] = await session(disabled.userId, account);
  await database.query('update memberships set active = false where id = $1', [
    disabled.membershipId,
  ]);
  return callers;
}
