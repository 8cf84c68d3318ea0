import { basic, bearer, withAuth } from '../../../lib/index';
import { DEVELOPER } from '../../support/directory/directory';
import { addRow } from '../../support/directory/directory-rows';
import { edgeField, makeEdgeToken } from '../../support/edge/edge-tokens';
import { type AnyHandler, basicAuthorization, invoke } from '../../support/guard/invoke';
import { useScim } from '../../support/scim/scim-fixture';
import { addScimToken } from '../../support/scim/scim-rows';

const scim = useScim();
const { activeOf, newName } = scim;

describe('threat 2: an address outside of the verified domains', () => {
  test.each([
    'victim@b.example',
    'victim@sub.example.com',
    'not an address',
    'a@example.com@b.example',
  ])('a POST of %s answers 400 invalidValue and creates nobody', async (userName) => {
    const { status, json } = await scim.send('POST', '/Users', { userName });

    expect({ status, scimType: json.scimType }).toEqual({ status: 400, scimType: 'invalidValue' });
    expect(await scim.query('select from users where email = $1', userName)).toEqual([]);
  });

  test('a PATCH and a PUT of userName answer 400 and change nothing', async () => {
    const userName = newName();
    const id = await scim.create(userName);
    const value = 'victim@b.example';
    const answers = [
      await scim.patch(id, { op: 'replace', path: 'userName', value }),
      await scim.patch(id, { op: 'replace', value: { userName: value, active: false } }),
      await scim.send('PUT', `/Users/${id}`, { userName: value, active: false }),
    ];

    expect(answers.map(({ status, json }) => [status, json.scimType])).toEqual(
      new Array(3).fill([400, 'invalidValue']),
    );
    expect((await scim.send('GET', `/Users/${id}`)).json).toMatchObject({ userName, active: true });
  });
});

describe('threat 32: tokens and ids of another account', () => {
  test('an id of account A is unknown to a token of account B', async () => {
    const id = await scim.create(newName());
    const { token } = await scim.addAccount();
    const body = { userName: newName(), active: false, Operations: [] };
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      expect((await scim.send(method, `/Users/${id}`, body, { token })).status).toBe(404);
    }
    expect((await scim.send('GET', '/Users', {}, { token })).json.totalResults).toBe(0);
    expect(await activeOf(id)).toBe(true);
  });

  test('an API key, an authtoken and a session are refused at /scim', async () => {
    const admin = await scim.team.session('admin');
    const tokens: string[] = [];
    for (const type of ['api_key', 'authtoken']) {
      const { json } = await admin.call('account/create-credential', { type });
      tokens.push((json as { token: string }).token);
    }
    const statuses = [];
    for (const token of tokens) {
      statuses.push((await scim.send('GET', '/Users', {}, { token })).status);
    }
    const cookie = `__Secure-session=${admin.cookies['__Secure-session']}`;
    const withCookie = { token: null, headers: { cookie } };
    statuses.push((await scim.send('GET', '/Users', {}, withCookie)).status);
    expect(statuses).toEqual([401, 401, 401]);
  });

  test('a SCIM token is refused everywhere else', async () => {
    const caller = scim.directory.caller();
    const authorization = `Bearer ${scim.token}`;
    const policies = [bearer({ directory: true }), basic({ directory: true })];
    const statuses = [
      (await caller.call('admin/list-members', {}, { 'x-api-key': scim.token })).status,
      (await caller.call('admin/list-members', {}, { authorization })).status,
    ];
    const { variables } = scim.directory;
    for (const policy of policies) {
      const handler = withAuth(policy, () => 'reached') as AnyHandler;
      const password = basicAuthorization('Okta', scim.token);
      for (const presented of [authorization, password]) {
        const invocation = { variables, authorization: presented };
        statuses.push((await invoke(handler, invocation)).status);
      }
    }
    expect(statuses).toEqual(statuses.map(() => 401));
  });

  test('a request past the edge, or with a forged header, is refused before its token is read', async () => {
    const forged = edgeField(makeEdgeToken().token, { method: 'GET', target: '/scim/v2/Users' });
    for (const edge of [null, forged]) {
      jest.spyOn(console, 'warn').mockReturnValue();
      const { status, json } = await scim.send('GET', '/Users', {}, { edge });
      expect({ status, json }).toMatchObject({ status: 403, json: { status: '403' } });
    }
    // A body with a key `request` takes the header away.
    const body = { request: { headers: { 'x-edge': forged } } };
    expect((await scim.send('POST', '/Users', body, { edge: null })).status).toBe(403);
  });

  test('a token is refused after it was deleted, and after its owner was disabled', async () => {
    const { token, serviceUser } = await addScimToken(scim.directory.database, scim.account);
    expect((await scim.send('GET', '/Users', {}, { token })).status).toBe(200);
    await scim.query('update service_users set active = false where id = $1', serviceUser);
    expect((await scim.send('GET', '/Users', {}, { token })).status).toBe(401);
    await scim.query('delete from credentials where service_user_id = $1', scim.serviceUser);
    expect((await scim.send('GET', '/Users')).status).toBe(401);
  });

  test('a token does nothing in an account that is not provisioned by SCIM', async () => {
    await scim.query("update accounts set provisioning = 'jit' where id = $1", scim.account);
    const userName = newName();
    expect((await scim.send('GET', '/Users')).status).toBe(403);
    expect((await scim.send('POST', '/Users', { userName })).status).toBe(403);
    expect(await scim.query('select from users where email = $1', userName)).toEqual([]);
  });

  test("the API's IP restriction applies", async () => {
    await scim.query("update accounts set api_ip_mode = 'enforced' where id = $1", scim.account);
    const { status, json } = await scim.send('GET', '/Users');
    expect({ status, json }).toMatchObject({ status: 403, json: { status: '403' } });
    await addRow(scim.directory.database, 'ip_rules', {
      account_id: scim.account,
      type: 'api',
      block: '203.0.113.0/24',
    });
    expect((await scim.send('GET', '/Users')).status).toBe(200);
  });
});

describe('threat 33: names of JavaScript and text of SQL', () => {
  const names = ['__proto__', 'constructor.prototype', '__proto__.polluted', 'constructor'];

  test.each(names)('%s as a path, a key and an attribute changes nothing', async (name) => {
    const id = await scim.create(newName());
    const value = { polluted: true };
    const answers = [
      await scim.patch(id, { op: 'add', path: name, value }),
      await scim.patch(id, { op: 'add', path: `${name}.polluted`, value: true }),
      await scim.patch(id, JSON.parse(`{"op":"add","value":{"${name}":{"polluted":true}}}`)),
      await scim.patch(id, JSON.parse(`{"op":"add","value":{"${name}.polluted":true}}`)),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each(names)('%s in a body, a filter and a projection changes nothing', async (name) => {
    const body = JSON.parse(
      `{"userName":"${newName()}","${name}":{"polluted":true},"name":{"${name}":"x"}}`,
    );
    expect((await scim.send('POST', '/Users', body)).status).toBe(201);
    const filter = encodeURIComponent(`${name} eq "x"`);
    expect((await scim.send('GET', `/Users?filter=${filter}`)).json).toMatchObject({
      scimType: 'invalidFilter',
    });
    const { status } = await scim.send(
      'GET',
      `/Users?attributes=${name}&excludedAttributes=${name}`,
    );
    expect(status).toBe(200);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each([
    ['500 brackets', `${'('.repeat(500)}userName pr${')'.repeat(500)}`],
    ['an open quote', 'userName eq "a'],
    ['an escaped quote that breaks out', 'userName eq "\\\\" or userName pr or userName eq "a" x'],
    ['a NUL', 'userName eq "\\u0000"'],
    ['a lone surrogate', 'userName eq "\\ud800"'],
    ['SQL', "userName eq 'a' or 1=1; drop table users --"],
    ['nothing', ''],
    ['an operator alone', 'eq'],
  ])('a filter with %s answers 400 invalidFilter', async (_name, filter) => {
    const { status, json } = await scim.send('GET', `/Users?filter=${encodeURIComponent(filter)}`);
    expect({ status, scimType: json.scimType }).toEqual({ status: 400, scimType: 'invalidFilter' });
  });

  test.each(["'; drop table users; --", '"', '\\', "' or '1'='1", '%', '$1', '`x`'])(
    'the value %j finds only what has it',
    async (value) => {
      for (const operator of ['eq', 'co', 'sw', 'ew']) {
        const filter = `displayName ${operator} ${JSON.stringify(value)}`;
        const { status, json } = await scim.send(
          'GET',
          `/Users?filter=${encodeURIComponent(filter)}`,
        );
        expect({ status, total: json.totalResults }).toEqual({ status: 200, total: 0 });
      }
      const id = await scim.create(newName(), { displayName: `a${value}b` });
      const filter = encodeURIComponent(`displayName co ${JSON.stringify(value)}`);
      expect((await scim.send('GET', `/Users?filter=${filter}`)).json.Resources[0].id).toBe(id);
    },
  );

  test.each([
    '/Users/../Users',
    '/../../admin/list-members',
    '/Users/%2e%2e/Groups',
    '/Users/%00',
    '/Users/%',
    '//Users',
    '/users',
    '/Users/a/b',
    '/me',
    '/Mes',
    '',
  ])('the target %s answers 404', async (target) => {
    expect((await scim.send('GET', target)).status).toBe(404);
  });

  test.each([
    ['GET', '/Me'],
    ['PATCH', '/Me?attributes=userName'],
    ['DELETE', '/Me/'],
    ['POST', '/Bulk'],
    ['POST', '/.search'],
    ['POST', '/Users/.search'],
  ])('%s %s answers 501, since the service lacks this feature', async (method, target) => {
    const { status, json } = await scim.send(method, target, {});

    expect(status).toBe(501);
    expect(json).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '501',
      detail: expect.stringContaining('not supported'),
    });
  });
});

describe('threat 34: attributes that a provider must not set', () => {
  test('roles, administrator, password, emails and groups of a user have no effect', async () => {
    const userName = newName();
    const more = {
      roles: [{ value: 'administrator' }],
      administrator: true,
      developer: 'read-only',
      team: 'manager',
      password: 'a violet armadillo naps',
      emails: [{ value: 'victim@b.example', primary: true }],
      groups: [{ value: 'grp_1' }],
      account_id: 'ac_1',
      id: 'mbr_mine',
    };
    const id = await scim.create(userName, more);
    const operations = Object.entries(more)
      .filter(([path]) => path !== 'id')
      .map(([path, value]) => ({ op: 'replace', path, value }));

    expect((await scim.patch(id, ...operations)).status).toBe(200);
    expect((await scim.send('PUT', `/Users/${id}`, { userName, ...more })).status).toBe(200);
    const rows = await scim.query(
      `select m.developer, m.team, m.administrator, u.email, u.password_hash
       from memberships m join users u on u.id = m.user_id where m.id = $1`,
      id,
    );
    expect(rows).toEqual([{ ...DEVELOPER, email: userName, password_hash: null }]);
    expect(
      (await scim.patch(id, { op: 'replace', path: 'id', value: 'mbr_mine' })).json,
    ).toMatchObject({ status: '400', scimType: 'mutability' });
  });
});

describe('threat 35: the many ways to say no', () => {
  test.each([
    { path: 'active', value: 'False' },
    { path: 'active', value: false },
    { path: 'active', value: 'false' },
    { path: 'Active', value: 'FALSE' },
    { path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false },
    { value: { active: false } },
    { value: { active: 'False' } },
    { value: { 'urn:ietf:params:scim:schemas:core:2.0:User:active': 'False' } },
  ])('%j disables', async (operation) => {
    const id = await scim.create(newName());
    expect((await scim.patch(id, { op: 'Replace', ...operation })).status).toBe(200);
    expect(await activeOf(id)).toBe(false);
    // Again, and nothing changes.
    expect((await scim.patch(id, { op: 'Replace', ...operation })).status).toBe(200);
    const events = await scim.query('select type from events where object_id = $1', id);
    expect(events).toHaveLength(2);
  });

  test.each([0, 1, '', 'no', 'yes', null, {}, []])('%j is no boolean', async (value) => {
    const id = await scim.create(newName());
    const { status, json } = await scim.patch(id, { op: 'replace', path: 'active', value });
    expect({ status, scimType: json.scimType }).toEqual({ status: 400, scimType: 'invalidValue' });
    expect(await activeOf(id)).toBe(true);
  });

  test('a PUT without active enables nobody', async () => {
    const userName = newName();
    const id = await scim.create(userName);
    await scim.patch(id, { op: 'replace', path: 'active', value: false });
    for (const active of [undefined, null]) {
      const { json } = await scim.send('PUT', `/Users/${id}`, { userName, active });
      expect(json.active).toBe(false);
    }
    expect(await activeOf(id)).toBe(false);
  });
});
