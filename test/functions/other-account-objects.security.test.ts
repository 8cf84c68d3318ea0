import { OPERATIONS } from '../../lib/directory/operations/index';
import { id as idSchema } from '../../lib/directory/schemas';
import { type Authenticator, addPasskey, passkeyLogin } from '../support/directory/authenticator';
import { PASSWORD, useDirectory } from '../support/directory/directory';
import { changedTables, readState } from '../support/directory/directory-state';
import {
  addEvent,
  OTHER_ACCOUNT_OBJECTS,
  type OtherAccountObject,
} from '../support/directory/other-account-objects';
import { challengeOf, make, NAMESPACE } from '../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { addTeam, READER, type Team } from '../support/directory/team';

// A call that names another account's object gets the same response as one that names an unknown object, and
// changes nothing.

const directory = useDirectory();
let ssh: SshKey;
let phone: Authenticator;
let team: Team;
let stranger: Team;

beforeAll(async () => {
  ssh = makeSshKey(['-t', 'ed25519']);
  const { authenticator } = await addPasskey(await (await addTeam(directory)).session('admin'));
  phone = authenticator;
});

afterAll(() => ssh.remove());

beforeEach(async () => {
  team = await addTeam(directory);
  stranger = await addTeam(directory);
});

/** An operation whose input has the id of an object, with the rest of the input. */
interface Named {
  readonly path: string;
  /** The path of the id in the input. */
  readonly field: string;
  readonly thing: OtherAccountObject;
  /** Whether only the owner may call it, even within one account. */
  readonly isOwn?: boolean;
  readonly code: string;
  readonly more?: () => object | Promise<object>;
}

const {
  member,
  serviceUser,
  credential,
  session,
  invitation,
  account,
  event,
  ownEvent,
  invitationOfUser,
  passkey,
  group,
  identityProvider,
} = OTHER_ACCOUNT_OBJECTS;
const onMember = { field: 'member', thing: member, code: 'NOT_FOUND' };
const onServiceUser = { field: 'serviceUser', thing: serviceUser, code: 'NOT_FOUND' };
const onInvitation = { field: 'invitation', thing: invitation, code: 'NOT_FOUND' };
const onOwn = { field: 'id', thing: credential, isOwn: true, code: 'NOT_FOUND' };
const asOwner = { code: 'OWNER_INVALID', more: () => ({ type: 'api_key' }) };

async function signed() {
  const [added] = await directory.database.query(
    'select 1 from credentials where fingerprint = $1',
    [ssh.fingerprint],
  );
  const input = { type: 'ssh_key', publicKey: ssh.publicLine };
  if (added === undefined) await make(await team.session('admin'), input);
  const challenge = await challengeOf(directory);
  const signature = ssh.sign(`http://localhost:3000 ${challenge}`, NAMESPACE);
  return { challenge, signature };
}

const REFUSED: readonly Named[] = [
  {
    path: 'session/log-in',
    field: 'account',
    thing: account,
    code: 'ACCOUNT_UNAVAILABLE',
    more: () => ({ email: team.email('admin'), password: PASSWORD }),
  },
  {
    path: 'session/log-in-with-passkey',
    field: 'account',
    thing: account,
    code: 'ACCOUNT_UNAVAILABLE',
    more: () => passkeyLogin(directory.caller(), phone),
  },
  { path: 'session/switch-account', field: 'account', thing: account, code: 'ACCOUNT_UNAVAILABLE' },
  { path: 'session/accept-invitation', ...onInvitation },
  { path: 'token/ssh', field: 'account', thing: account, code: 'SIGNATURE_INVALID', more: signed },
  { path: 'account/revoke-session', ...onOwn, thing: session },
  {
    path: 'account/rename-passkey',
    ...onOwn,
    thing: passkey,
    more: () => ({ name: 'Mine' }),
  },
  { path: 'account/delete-passkey', ...onOwn, thing: passkey },
  { path: 'account/update-credential', ...onOwn, more: () => ({ description: 'Mine' }) },
  { path: 'account/rotate-credential', ...onOwn },
  { path: 'account/delete-credential', ...onOwn },
  { path: 'admin/show-member', ...onMember },
  { path: 'admin/revoke-member-sessions', ...onMember },
  { path: 'admin/update-member', ...onMember, more: () => ({ roles: READER }) },
  { path: 'admin/disable-member', ...onMember },
  { path: 'admin/enable-member', ...onMember },
  { path: 'admin/remove-member', ...onMember },
  { path: 'admin/set-break-glass', ...onMember, more: () => ({ breakGlass: true }) },
  { path: 'admin/update-service-user', ...onServiceUser, more: () => ({ name: 'mine' }) },
  { path: 'admin/disable-service-user', ...onServiceUser },
  { path: 'admin/enable-service-user', ...onServiceUser },
  { path: 'admin/delete-service-user', ...onServiceUser },
  { path: 'admin/resend-invitation', ...onInvitation },
  { path: 'admin/revoke-invitation', ...onInvitation },
  { path: 'admin/create-credential', field: 'owner.member', thing: member, ...asOwner },
  { path: 'admin/create-credential', field: 'owner.serviceUser', thing: serviceUser, ...asOwner },
  { path: 'admin/delete-credential', field: 'id', thing: credential, code: 'NOT_FOUND' },
  {
    path: 'account/start-identity-link',
    field: 'identityProvider',
    thing: identityProvider,
    code: 'NOT_FOUND',
  },
  {
    path: 'account/unlink-identity',
    field: 'identityProvider',
    thing: identityProvider,
    code: 'NOT_FOUND',
    more: () => ({ subject: 'ada' }),
  },
  {
    path: 'admin/map-group',
    field: 'group',
    thing: group,
    code: 'NOT_FOUND',
    more: () => ({ roles: null }),
  },
  { path: 'admin/rotate-credential', field: 'id', thing: credential, code: 'NOT_FOUND' },
  ...['update', 'delete', 'test'].map((verb) => ({
    path: `admin/${verb}-identity-provider`,
    field: 'id',
    thing: identityProvider,
    code: 'NOT_FOUND',
  })),
];

/** The inputs that filter a list. */
const SHOWN: readonly Omit<Named, 'code'>[] = [
  { path: 'admin/list-credentials', field: 'owner', thing: member },
  ...['admin/list-events', 'admin/export-events'].flatMap((path) => [
    { path, field: 'principal', thing: member },
    { path, field: 'object', thing: member },
  ]),
];

/** The cursors of the lists. */
const CURSORS: readonly Omit<Named, 'code'>[] = [
  { path: 'account/list-invitations', field: 'after', thing: invitationOfUser },
  { path: 'account/list-events', field: 'before', thing: ownEvent },
  { path: 'account/list-sessions', field: 'after', thing: session },
  { path: 'account/list-credentials', field: 'after', thing: credential },
  { path: 'admin/list-members', field: 'after', thing: member },
  { path: 'admin/list-service-users', field: 'after', thing: serviceUser },
  { path: 'admin/list-invitations', field: 'after', thing: invitation },
  { path: 'admin/list-credentials', field: 'after', thing: credential },
  { path: 'admin/list-groups', field: 'after', thing: group },
  { path: 'admin/list-events', field: 'before', thing: event },
  { path: 'admin/export-events', field: 'before', thing: event },
];

const ALL: readonly Omit<Named, 'code'>[] = [...REFUSED, ...SHOWN, ...CURSORS];

/** Returns the paths of the ids in a schema, such as `owner.member`. */
function idsIn(schema: object, at: readonly string[] = []): readonly string[] {
  if (schema === idSchema) return [at.join('.')];
  const { entries = {}, options = [], wrapped, pipe = [] } = schema as Partial<Schema>;
  return [
    ...Object.entries(entries).flatMap(([name, inner]) => idsIn(inner, [...at, name])),
    ...options.flatMap((inner) => (typeof inner === 'object' ? idsIn(inner, at) : [])),
    ...pipe.flatMap((inner) => (inner === schema ? [] : idsIn(inner, at))),
    ...(wrapped === undefined ? [] : idsIn(wrapped, at)),
  ];
}

interface Schema {
  readonly entries: Readonly<Record<string, object>>;
  readonly options: readonly (object | string)[];
  readonly pipe: readonly object[];
  readonly wrapped: object;
}

// Before a login, there is no account. session/list-login-ways shows the ids of active providers.
const OF_EVERYBODY = 'session/start-sso identityProvider';

test('the cases cover every operation whose input has an id', () => {
  const found = OPERATIONS.flatMap(({ name, input }) =>
    [...new Set(idsIn(input))].map((field) => `${name} ${field}`),
  );
  const here = ALL.map(({ path, field }) => `${path} ${field}`);
  expect(found.toSorted()).toEqual([...here, OF_EVERYBODY].toSorted());
});

function inputOf(field: string, id: unknown): object {
  return field.split('.').reduceRight<unknown>((value, name) => ({ [name]: value }), id) as object;
}

const PUBLIC = ['session/log-in', 'session/log-in-with-passkey', 'token/ssh'];

/** Calls as an administrator, or without a session if the operation is public. */
async function answerTo({ path, field, more = () => ({}) }: Omit<Named, 'code'>, id: unknown) {
  const isPublic = PUBLIC.includes(path);
  const caller = isPublic ? directory.caller() : await team.session('admin');
  const input = { ...(await more()), ...inputOf(field, id) };
  const { status, body, code } = await caller.call(path, input);
  const text = (typeof body === 'string' ? body : JSON.stringify(body)).replace(/req_\w+/, 'req_');
  return { status, code, text };
}

// Throttle counters and times of use are not part of the objects.
const IGNORED = ['throttles', 'sessions', 'credentials.last_used_at'];
const stateOf = () => readState(directory.database, IGNORED);
const name = ({ path, field }: Omit<Named, 'code'>) => `${path}, ${field}`;

describe.each(REFUSED.map((row) => [name(row), row] as const))('%s', (_name, row) => {
  const { thing, code, isOwn = false } = row;
  const elsewhere: [string, () => Promise<string>][] = [
    ['of another account', () => thing.add(directory, stranger, 'reader')],
    ...(isOwn
      ? [
          ['of another owner', () => thing.add(directory, team, 'reader')] as [
            string,
            () => Promise<string>,
          ],
        ]
      : []),
  ];

  test.each(elsewhere)(
    'treats an object that is %s like an unknown object, and does not change it',
    async (_whose, add) => {
      const id = await add();
      if (row.path === 'token/ssh') await signed();
      const before = await stateOf();
      const stays = await thing.count(directory, id);
      const answer = await answerTo(row, id);
      const after = await stateOf();
      expect(answer).toEqual(await answerTo(row, `${id}0`));
      expect({ code: answer.code, changed: changedTables(before.state, after.state) }).toEqual({
        code,
        changed: [],
      });
      expect([stays, await thing.count(directory, id)]).toEqual([1, 1]);
    },
  );

  test('treats a deleted object like an unknown object', async () => {
    const id = await thing.add(directory, team, isOwn || thing === account ? 'admin' : 'reader');
    await thing.remove(directory, id);
    const answer = await answerTo(row, id);
    expect(answer).toEqual(await answerTo(row, `${id}0`));
    expect(answer.code).toBe(code);
  });
});

describe.each(SHOWN.map((row) => [name(row), row] as const))('%s', (_name, row) => {
  test('treats a filter of another account like an unknown filter', async () => {
    await addEvent(directory, team);
    await addEvent(directory, stranger);
    const id = await row.thing.add(directory, stranger, 'reader');
    const answer = await answerTo(row, id);
    expect(answer.status).toBe(200);
    expect(answer).toEqual(await answerTo(row, `${id}0`));
    expect(answer.text).not.toContain(stranger.account);
  });
});

describe.each(CURSORS.map((row) => [name(row), row] as const))('%s', (_name, row) => {
  test('refuses a cursor of another account like an unknown cursor', async () => {
    await addEvent(directory, team);
    const id = await row.thing.add(directory, stranger, 'reader');
    const answer = await answerTo(row, id);
    expect({ status: answer.status, code: answer.code }).toEqual({
      status: 404,
      code: 'NOT_FOUND',
    });
    expect(answer).toEqual(await answerTo(row, `${id}0`));
  });

  test('accepts a cursor of its own', async () => {
    const id = await row.thing.add(directory, team, 'admin');
    expect((await answerTo(row, id)).status).toBe(200);
  });
});

const MALFORMED = [
  '',
  'mbr',
  'a'.repeat(41),
  'mbr_\0neverwas',
  'mbr_\ud800neverwas',
  "mbr_' or ''='",
  'mbr_%',
  'mbr_été',
  ' mbr_neverwas',
  12345,
  true,
  null,
  {},
  ['mbr_neverwas'],
];

test.each(ALL.map((row) => [name(row), row] as const))(
  '%s is an id, or is refused',
  async (_name, row) => {
    for (const id of MALFORMED) {
      const { status, code } = await answerTo(row, id);
      expect({ id, status, code }).toEqual({ id, status: 400, code: 'INPUT_INVALID' });
    }
  },
);
