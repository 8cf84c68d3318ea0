import { OPERATIONS } from '../../lib/directory/operations/index';
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
import { ENVIRONMENTS } from '../support/services/environments';

// Who may call what: written by hand, and not from the operations, whose own word is what is tested.
const ROLES: Readonly<Record<string, Roles>> = {
  administrator: { developer: 'read-only', team: 'read-only', administrator: true },
  manager: { developer: 'read-write', team: 'manager', administrator: false },
  inviter: { developer: 'read-write', team: 'invite-only', administrator: false },
  developer: { developer: 'read-write', team: 'read-only', administrator: false },
  reader: { developer: 'read-only', team: 'read-only', administrator: false },
};
const PEOPLE = Object.keys(ROLES);
const KEYS = ["an administrator's key", "a service user's key"];
const UNFINISHED = ['whose second factor is due', 'who has to enroll', 'who is in no account'];
const NOT_ENOUGH = ['nobody', "an administrator's authtoken", 'a disabled administrator'];
const CALLERS = [...PEOPLE, ...KEYS, ...UNFINISHED, ...NOT_ENOUGH];

const ANYBODY = CALLERS;
const SESSIONS = [...PEOPLE, ...UNFINISHED];
const PROVEN = [...PEOPLE, 'who has to enroll', 'who is in no account'];
const OWN_LOG_IN = [...PEOPLE, 'who is in no account'];
const MEMBERS = [...PEOPLE, ...KEYS];
const ADMINISTRATORS = ['administrator', "an administrator's key"];
const MANAGERS = [...ADMINISTRATORS, 'manager'];
const INVITERS = [...MANAGERS, 'inviter'];

const MATRIX: Readonly<Record<string, readonly string[]>> = {
  'session/log-in': ANYBODY,
  'session/log-out': SESSIONS,
  'session/show': SESSIONS,
  'session/switch-account': PROVEN,
  'session/show-invitation': ANYBODY,
  'session/accept-invitation': PROVEN,
  'session/sign-up-by-invitation': ANYBODY,
  'session/sign-up': ANYBODY,
  'session/complete-sign-up': ANYBODY,
  'session/second-factor': ['whose second factor is due'],
  'session/step-up': PROVEN,
  'session/forgot-password': ANYBODY,
  'session/reset-password': ANYBODY,
  'account/start-mfa': PROVEN,
  'account/confirm-mfa': PROVEN,
  'account/disable-mfa': OWN_LOG_IN,
  'account/regenerate-recovery-codes': OWN_LOG_IN,
  'account/change-password': OWN_LOG_IN,
  'account/list-sessions': OWN_LOG_IN,
  'account/revoke-session': OWN_LOG_IN,
  'account/revoke-other-sessions': OWN_LOG_IN,
  'account/update-profile': OWN_LOG_IN,
  'account/list-credentials': MEMBERS,
  'account/create-credential': MEMBERS,
  'account/update-credential': MEMBERS,
  'account/rotate-credential': MEMBERS,
  'account/delete-credential': MEMBERS,
  'admin/show-account': MEMBERS,
  'admin/update-account': ADMINISTRATORS,
  'admin/list-members': MEMBERS,
  'admin/update-member': MANAGERS,
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
  'admin/list-events': ADMINISTRATORS,
  'admin/export-events': ADMINISTRATORS,
  'token/ssh': ANYBODY,
};

test('the matrix has every operation, and nothing else', () => {
  const names = OPERATIONS.map(({ name }) => name);
  expect(Object.keys(MATRIX).toSorted()).toEqual(names.toSorted());
});

describe.each(ENVIRONMENTS)('$environment', (environment) => {
  let directory: DirectoryService;
  let presented: Readonly<Record<string, Presented>>;

  beforeAll(async () => {
    directory = await startDirectory(environment, { ALLOW_SIGNUP: 'true' });
    presented = await everybody(directory);
  });

  afterAll(() => directory.close());

  // An input that no operation takes: whoever gets past the guard is told so, and nothing is changed.
  const isAllowed = async (path: string, caller: string) => {
    const given = presented[caller] ?? {};
    const response = await callEndpoint(directory, path, {
      presented: given,
      input: { unheardOf: true },
    });
    const text = await response.text();
    if (response.status === 400 && text.includes('INPUT_INVALID')) return true;
    if (response.status === 401 || response.status === 403) return false;
    throw new Error(`${path} answered ${caller} with ${response.status}: ${text}`);
  };

  test.each(Object.entries(MATRIX))('%s lets in whom it should', async (path, expected) => {
    const letIn: string[] = [];
    for (const caller of CALLERS) if (await isAllowed(path, caller)) letIn.push(caller);
    expect(letIn.toSorted()).toEqual(expected.toSorted());
  });
});

async function everybody({ database }: DirectoryService) {
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
  callers['whose second factor is due'] = await session(half.userId, account, {
    second_factor_due: true,
  });
  const unenrolled = await member('administrator', strict);
  callers['who has to enroll'] = await session(unenrolled.userId, strict);
  callers['who is in no account'] = await session((await member('administrator')).userId, null);
  const disabled = await member('administrator');
  callers['a disabled administrator'] = await session(disabled.userId, account);
  await database.query('update memberships set active = false where id = $1', [
    disabled.membershipId,
  ]);
  return callers;
}
