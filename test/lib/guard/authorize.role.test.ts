import {
  type Authorize,
  type DirectoryIdentity,
  type RoleName,
  type Roles,
  withAuth,
} from '../../../assets/auth.private';
import { requestGuard } from '../../support/guard/request-guard';

// The policy's `authorize: { role }` requires a role of the caller in the account.

const NOBODY: Roles = { developer: 'read-only', team: 'read-only', administrator: false };
const MEMBERS = {
  reader: NOBODY,
  developer: { ...NOBODY, developer: 'read-write' },
  inviter: { ...NOBODY, developer: 'read-write', team: 'invite-only' },
  manager: { ...NOBODY, developer: 'read-write', team: 'manager' },
  administrator: { ...NOBODY, administrator: true },
} as const satisfies Readonly<Record<string, Roles>>;

type Member = keyof typeof MEMBERS;
const ALL = Object.keys(MEMBERS) as Member[];

/** The members who have each role. */
const WHO: Readonly<Record<RoleName, readonly Member[]>> = {
  'developer:read-only': ALL,
  'developer:read-write': ['developer', 'inviter', 'manager', 'administrator'],
  'team:read-only': ALL,
  'team:invite-only': ['inviter', 'manager', 'administrator'],
  'team:manager': ['manager', 'administrator'],
  administrator: ['administrator'],
};
const MATRIX = (Object.keys(WHO) as RoleName[]).flatMap((role) =>
  ALL.map((member) => [role, member, WHO[role].includes(member)] as const),
);

/** Returns a scheme that accepts every caller as this member of an account. */
function as(directory: DirectoryIdentity | undefined, scopes?: readonly string[]) {
  const principal = {
    scheme: 'test',
    username: 'ada',
    ...(scopes && { scopes }),
    ...(directory && { directory }),
  };
  const authenticate = () => ({ status: 'accepted', principal }) as const;
  return { name: 'test', configure: () => ({ challenge: 'Bearer realm="x"', authenticate }) };
}

const member = (roles: Roles): DirectoryIdentity => ({ accountId: 'ac_1', name: 'ada', roles });
const enter = (scheme: ReturnType<typeof as>, authorize: Authorize) =>
  requestGuard(scheme, { variables: {}, options: { authorize } });

test.each(MATRIX)(
  'with the required role %s, %s is accepted: %s',
  async (role, name, isAllowed) => {
    const answer = await enter(as(member(MEMBERS[name])), { role });

    expect(answer).toMatchObject(
      isAllowed ? { status: 200 } : { status: 403, code: 'FORBIDDEN', auth: undefined },
    );
  },
);

test('a caller outside the directory has no role', async () => {
  for (const role of Object.keys(WHO) as RoleName[]) {
    expect(await enter(as(undefined), { role })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  }
});

test('a caller without an account has no role', async () => {
  const nowhere = { name: 'ada', roles: MEMBERS.administrator };

  expect(await enter(as(nowhere), { role: 'team:read-only' })).toMatchObject({ status: 403 });
});

describe('a requirement of a role and scopes', () => {
  const both: Authorize = { role: 'administrator', scopes: ['read'] };

  test.each<[string, Member, readonly string[], number]>([
    ['both', 'administrator', ['read'], 200],
    ['only the role', 'administrator', [], 403],
    ['only the scope', 'manager', ['read'], 403],
  ])('applies both to a caller with %s', async (_what, name, scopes, status) => {
    expect(await enter(as(member(MEMBERS[name]), scopes), both)).toMatchObject({ status });
  });

  test('names scopes in the challenge only if they are missing', async () => {
    const lacksScope = await enter(as(member(MEMBERS.administrator)), both);
    const lacksRole = await enter(as(member(MEMBERS.manager), ['read']), both);

    expect(lacksScope.headers['WWW-Authenticate']).toContain('scope="read"');
    expect(lacksRole.headers).not.toHaveProperty('WWW-Authenticate');
  });
});

test.each<[string, unknown]>([
  ['a role that there is not', { role: 'owner' }],
  ['a level that there is not', { role: 'developer:manager' }],
  ['capitals', { role: 'Administrator' }],
  ['a list', { role: ['administrator'] }],
  ['null', { role: null }],
  ['nothing', {}],
  ['a role that is not given', { role: undefined }],
  ['an unknown property', { role: 'administrator', roles: [] }],
  ['a role and an empty list of scopes', { role: 'administrator', scopes: [] }],
  ['an account and an undefined role', { account: 'ac_1', role: undefined }],
  ['a role and undefined scopes', { role: 'administrator', scopes: undefined }],
  ['the name of an account', { account: 'Ahoy' }],
  ['an account that is not given', { role: 'administrator', account: undefined }],
])('%s is a mistake when the file loads', (_what, authorize) => {
  const load = () =>
    withAuth({ schemes: as(undefined), authorize: authorize as never }, () => 'in');

  expect(load).toThrow(TypeError);
  expect(load).toThrow(/developer:read-write/);
});
