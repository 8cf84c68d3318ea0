import { bearer, session, withAuth } from '../../assets/auth.private';
import { type Caller, PASSWORD, useDirectory } from '../support/directory/directory';
import { addTeam, eventsOf, type Team, type Who } from '../support/directory/team';
import { edgeField, makeEdgeToken } from '../support/edge/edge-tokens';
import { basicAuthorization, invoke } from '../support/guard/invoke';

const { token, line } = makeEdgeToken();
const directory = useDirectory({ EDGE_TOKENS: line });
let team: Team;
beforeEach(async () => {
  team = await addTeam(directory);
});

const INSIDE = '203.0.113.7';
const OUTSIDE = '198.51.100.9';
const OFFICE = [{ cidr: '203.0.113.0/24', description: 'Office' }];
type Type = 'dashboard' | 'api';

/** Returns the headers of a request through the edge. Null: past it. */
const from = (address: string | null): Record<string, string> =>
  address === null ? {} : { 'x-edge': edgeField(token, { address }) };

/** Sets a restriction as the administrator, from an address. */
async function restrict(
  type: Type,
  enforced: boolean,
  { blocks = OFFICE, address = INSIDE, ...more } = {},
) {
  const admin = await team.session('admin');
  return admin.call('admin/set-ip-restriction', { type, enforced, blocks, ...more }, from(address));
}

async function requireSet(type: Type, enforced: boolean, blocks = OFFICE): Promise<void> {
  expect(await restrict(type, enforced, { blocks })).toMatchObject({ status: 200 });
}

/** Calls a Function of a user's own with the cookie of a session. */
async function callWith(caller: Caller, address: string | null, options = {}) {
  const handler = withAuth(session(options), () => 'in');
  const request = { headers: from(address), cookies: caller.cookies };
  return invoke(handler, { variables: directory.variables, event: { request } });
}

async function authtokenOf(who: Who): Promise<string> {
  const caller = await team.session(who);
  const { body } = await caller.call(
    'account/create-credential',
    { type: 'authtoken' },
    from(INSIDE),
  );
  return (body as { token: string }).token;
}

function callByToken(authtoken: string, address: string | null) {
  const handler = withAuth(bearer({ directory: true }), () => 'in');
  const headers = { authorization: `Bearer ${authtoken}`, ...from(address) };
  return invoke(handler, { variables: directory.variables, event: { request: { headers } } });
}

const addressEvents = () =>
  directory.database.query<{ type: string }>(
    "select * from events where account_id = $1 and type like 'ip_restriction_%ed' order by seq",
    [team.account],
  );

describe('an enforced restriction of the dashboard', () => {
  test('allows a session from an address in a block, and refuses it from another one', async () => {
    await requireSet('dashboard', true);
    const reader = await team.session('reader');

    expect((await callWith(reader, INSIDE)).status).toBe(200);
    expect((await callWith(reader, '::ffff:203.0.113.8')).status).toBe(200);
    expect(await callWith(reader, OUTSIDE)).toMatchObject({
      status: 403,
      headers: {
        'WWW-Authenticate': 'Session realm="Authentication Required", error="address_refused"',
      },
    });
  });

  test('refuses a session that comes past the edge, or with a forged header', async () => {
    await requireSet('dashboard', true);
    const reader = await team.session('reader');

    expect((await callWith(reader, null)).status).toBe(403);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const forged = { 'x-edge': edgeField(makeEdgeToken().token, { address: INSIDE }) };
    expect((await reader.call('session/show', {}, forged)).status).toBe(403);
  });

  test('applies to the endpoints, except for logging out and for changing to another account', async () => {
    await requireSet('dashboard', true);
    const reader = await team.session('reader');

    expect((await reader.call('session/show', {}, from(OUTSIDE))).status).toBe(403);
    const other = { account: team.account };
    const switched = await reader.call(
      'session/switch-account',
      { ...other, json: true },
      from(OUTSIDE),
    );
    expect(switched.code).toBe('ADDRESS_REFUSED');
    expect((await reader.call('session/log-out', { json: true }, from(OUTSIDE))).status).toBe(200);
  });

  test('does not apply to a Function that allows every address', async () => {
    await requireSet('dashboard', true);
    const reader = await team.session('reader');

    expect((await callWith(reader, OUTSIDE, { restrictAddresses: false })).status).toBe(200);
    expect(await addressEvents()).toEqual([]);
  });

  test('does not apply to credentials, nor to another account', async () => {
    await requireSet('dashboard', true);
    const other = await addTeam(directory);

    expect((await callByToken(await authtokenOf('reader'), OUTSIDE)).status).toBe(200);
    expect((await callWith(await other.session('reader'), OUTSIDE)).status).toBe(200);
  });

  test('refuses a login after the right password, and not before (threat 29)', async () => {
    await requireSet('dashboard', true);
    const attempt = (email: string, password: string) =>
      directory.caller().call('session/log-in', { email, password, json: true }, from(OUTSIDE));
    const right = await attempt(team.email('reader'), PASSWORD);
    const wrong = await attempt(team.email('reader'), 'a wrong password here');
    const unknown = await attempt('unknown@example.com', PASSWORD);

    expect([right.code, right.status]).toEqual(['ADDRESS_REFUSED', 403]);
    expect([wrong.code, unknown.code]).toEqual(['CREDENTIALS_INVALID', 'CREDENTIALS_INVALID']);
    expect(right.headers['Set-Cookie']).toEqual([]);
  });

  test('is one event an hour for each member, with neither address nor repetition', async () => {
    await requireSet('dashboard', true);
    const reader = await team.session('reader');
    for (let call = 0; call < 3; call += 1) await callWith(reader, OUTSIDE);

    const events = await addressEvents();
    expect(events).toMatchObject([
      {
        type: 'ip_restriction_refused',
        principal_name: team.email('reader'),
        object: { restriction: 'dashboard' },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(OUTSIDE);
  });
});

describe('an enforced restriction of the API', () => {
  test('applies to authtokens, API keys and Basic, and not to sessions', async () => {
    const authtoken = await authtokenOf('reader');
    await requireSet('api', true);

    expect((await callByToken(authtoken, INSIDE)).status).toBe(200);
    expect(await callByToken(authtoken, OUTSIDE)).toMatchObject({
      status: 403,
      headers: { 'WWW-Authenticate': expect.stringMatching(/^Bearer .*error="address_refused"$/) },
    });
    expect((await callByToken(authtoken, null)).status).toBe(403);
    expect((await callWith(await team.session('reader'), OUTSIDE)).status).toBe(200);
  });

  test('refuses Basic with the right password, and answers a wrong one as ever', async () => {
    await requireSet('api', true);
    const { basic } = jest.requireActual(
      '../../assets/auth.private',
    ) as typeof import('../../assets/auth.private');
    const handler = withAuth(basic({ directory: true, account: team.account }), () => 'in');
    const call = (password: string, address: string) => {
      const authorization = basicAuthorization(team.email('reader'), password);
      const event = { request: { headers: { authorization, ...from(address) } } };
      return invoke(handler, { variables: directory.variables, event });
    };

    expect((await call(PASSWORD, INSIDE)).status).toBe(200);
    expect((await call(PASSWORD, OUTSIDE)).status).toBe(403);
    expect((await call('a wrong password here', OUTSIDE)).status).toBe(401);
    const together = await Promise.all([call(PASSWORD, INSIDE), call(PASSWORD, OUTSIDE)]);
    expect(together.map(({ status }) => status)).toEqual([200, 403]);
  });
});

describe('a restriction in warning mode', () => {
  test('allows every address, and counts who would have been refused', async () => {
    await requireSet('dashboard', false);
    await requireSet('api', false);
    const authtoken = await authtokenOf('reader');
    const reader = await team.session('reader');
    for (const address of [OUTSIDE, OUTSIDE, null]) {
      expect((await callWith(reader, address)).status).toBe(200);
      expect((await callByToken(authtoken, address)).status).toBe(200);
    }

    const admin = await team.session('admin');
    const shown = await admin.call('admin/show-ip-restrictions', {}, from(INSIDE));
    expect(shown.json).toEqual({
      address: INSIDE,
      dashboard: {
        enforced: false,
        blocks: OFFICE,
        matching: '203.0.113.0/24',
        outside: { members: 1, credentials: 0 },
      },
      api: expect.objectContaining({ outside: { members: 0, credentials: 1 } }),
    });
    expect((await addressEvents()).map(({ type }) => type)).toEqual([
      'ip_restriction_warned',
      'ip_restriction_warned',
    ]);
  });

  test('can be saved without an edge', async () => {
    const admin = await team.session('admin');
    const input = { type: 'dashboard', enforced: false, blocks: OFFICE };

    expect(await admin.call('admin/set-ip-restriction', input)).toMatchObject({
      status: 200,
      body: { address: null, dashboard: { matching: null } },
    });
  });
});

describe('threat 28: the guard against locking oneself out', () => {
  test('refuses to enforce a list without the own address', async () => {
    const reply = await restrict('dashboard', true, { address: OUTSIDE });

    expect(reply.code).toBe('ADDRESS_LOCKS_OUT');
    expect(reply.json).toMatchObject({ error: { problems: [`Your address is ${OUTSIDE}.`] } });
    expect((await callWith(await team.session('reader'), OUTSIDE)).status).toBe(200);
  });

  test('refuses to remove the own block from an enforced list', async () => {
    await requireSet('dashboard', true);
    const blocks = [{ cidr: '192.0.2.0/24', description: '' }];

    expect((await restrict('dashboard', true, { blocks })).code).toBe('ADDRESS_LOCKS_OUT');
    expect((await restrict('dashboard', false, { blocks })).status).toBe(200);
  });

  test('refuses to enforce anything in a call past the edge', async () => {
    const admin = await team.session('admin');
    for (const type of ['dashboard', 'api']) {
      const input = { type, enforced: true, blocks: OFFICE };
      expect((await admin.call('admin/set-ip-restriction', input)).code).toBe('EDGE_REQUIRED');
    }
  });

  test('refuses an API key that would lock itself out', async () => {
    const admin = await team.session('admin');
    const { body } = await admin.call('account/create-credential', { type: 'api_key' });
    const key = directory.caller();
    key.apiKey = (body as { token: string }).token;
    const input = { type: 'api', enforced: true, blocks: OFFICE };

    expect((await key.call('admin/set-ip-restriction', input, from(OUTSIDE))).code).toBe(
      'ADDRESS_LOCKS_OUT',
    );
    expect((await key.call('admin/set-ip-restriction', input, from(INSIDE))).status).toBe(200);
  });

  test('an empty list ends the restriction', async () => {
    await requireSet('dashboard', true);
    await requireSet('dashboard', true, []);

    expect((await callWith(await team.session('reader'), null)).status).toBe(200);
  });
});

describe('a list with a fault is refused, and nothing changes', () => {
  const block = (cidr: string) => ({ cidr, description: '' });

  test.each([
    [
      'no bits',
      [block('203.0.113.7')],
      'CIDR_BITS_MISSING',
      ['203.0.113.7 has no number of bits. Did you mean 203.0.113.7/32?'],
    ],
    [
      'a higher address',
      [block('203.0.113.7/24')],
      'CIDR_NOT_LOWEST',
      [expect.stringContaining('Did you mean 203.0.113.0/24?')],
    ],
    [
      'a name',
      [block('example.com')],
      'CIDR_INVALID',
      [expect.stringContaining('"example.com" is not a block')],
    ],
    [
      'a block twice',
      [block('203.0.113.0/24'), block('::ffff:203.0.113.0/120')],
      'CIDR_EXISTS',
      ['203.0.113.0/24 is in the list twice.'],
    ],
    [
      'every address',
      [block('0.0.0.0/0')],
      'CIDR_EVERYWHERE',
      ['0.0.0.0/0 contains every address of its version.'],
    ],
    [
      'every mapped address',
      [block('::ffff:0:0/96')],
      'CIDR_EVERYWHERE',
      ['0.0.0.0/0 contains every address of its version.'],
    ],
  ])('%s', async (_name, blocks, code, problems) => {
    const reply = await restrict('dashboard', false, { blocks });

    expect(reply).toMatchObject({ status: 422, code, body: { error: { problems } } });
    expect(await eventsOf(directory, team.account)).toEqual([]);
  });

  test('every problem is listed at once', async () => {
    const { json } = await restrict('api', false, {
      blocks: [block('10/8'), block('203.0.113.7')],
    });

    expect((json as { error: { problems: string[] } }).error.problems).toHaveLength(2);
  });

  test('101 blocks', async () => {
    const blocks = Array.from({ length: 101 }, (_, index) => block(`203.0.113.${index}/32`));

    expect((await restrict('dashboard', false, { blocks })).code).toBe('INPUT_INVALID');
  });

  test('every address is accepted if it is asked for', async () => {
    const blocks = [block('0.0.0.0/0'), block('::/0')];

    expect(await restrict('dashboard', true, { blocks, everywhere: true } as object)).toMatchObject(
      { status: 200 },
    );
  });
});

test('admin/check-ip-restriction says beforehand which block has the caller, and changes nothing', async () => {
  const admin = await team.session('admin');
  const check = async (cidr: string) =>
    (
      await admin.call(
        'admin/check-ip-restriction',
        { blocks: [{ cidr, description: '' }] },
        from(INSIDE),
      )
    ).json;

  expect(await check('203.0.113.0/24')).toEqual({
    address: INSIDE,
    matching: '203.0.113.0/24',
    everywhere: false,
  });
  expect(await check('198.51.100.0/24')).toEqual({
    address: INSIDE,
    matching: null,
    everywhere: false,
  });
  expect(await eventsOf(directory, team.account)).toEqual([]);
});

test('a login without a named account goes to the first one that allows the address', async () => {
  await requireSet('dashboard', true);
  const second = await directory.addAccount('Second');
  await directory.database.query(
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
     select 'mbr_' || $1, $1, id, 'read-only', 'invite-only', false from users where email = $2`,
    [second, team.email('reader')],
  );
  const caller = directory.caller();
  const input = { email: team.email('reader'), password: PASSWORD, json: true };

  expect((await caller.call('session/log-in', input, from(OUTSIDE))).status).toBe(200);
  const { json } = await caller.call('session/show', {}, from(OUTSIDE));
  expect(json).toMatchObject({ account: { id: second } });
});
