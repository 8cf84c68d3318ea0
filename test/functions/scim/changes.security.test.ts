import { openSession } from '../../support/directory/team';
import { useScim } from '../../support/scim/scim-fixture';

const scim = useScim();
const { activeOf, newName } = scim;

describe('threat 36: changes that must not happen', () => {
  test.each([
    ['an unknown op', { op: 'move', path: 'active', value: true }, 'invalidSyntax'],
    ['a remove without a path', { op: 'remove' }, 'noTarget'],
    ['a bad value', { op: 'replace', path: 'active', value: 'maybe' }, 'invalidValue'],
    ['a path that cannot be read', { op: 'replace', path: 'a[b', value: 1 }, 'invalidPath'],
    ['another domain', { op: 'replace', path: 'userName', value: 'a@b.example' }, 'invalidValue'],
    ['no userName', { op: 'remove', path: 'userName' }, 'mutability'],
  ])('a PATCH whose last operation is %s changes nothing', async (_name, last, scimType) => {
    const id = await scim.create(newName(), { displayName: 'Before' });
    const first = { op: 'replace', value: { active: false, displayName: 'After' } };
    const { status, json } = await scim.patch(id, first, last);

    expect({ status, scimType: json.scimType }).toEqual({ status: 400, scimType });
    expect((await scim.send('GET', `/Users/${id}`)).json).toMatchObject({
      active: true,
      displayName: 'Before',
    });
    expect(await scim.query('select from events where object_id = $1', id)).toHaveLength(1);
  });

  test('a PATCH has at most 1,000 operations', async () => {
    const id = await scim.create(newName());
    const operation = { op: 'replace', path: 'displayName', value: 'x' };
    expect((await scim.patch(id, ...new Array(1000).fill(operation))).status).toBe(200);
    const { status, json } = await scim.patch(id, ...new Array(1001).fill(operation));
    expect({ status, scimType: json.scimType }).toEqual({ status: 400, scimType: 'tooMany' });
  });

  test('PATCHes at once run one after the other: none is lost', async () => {
    const id = await scim.create(newName());
    const parts = ['displayName', 'externalId', 'name.givenName', 'name.familyName'];
    const answers = await Promise.all(
      parts.map((path) => scim.patch(id, { op: 'replace', path, value: `${path} of ${id}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await scim.send('GET', `/Users/${id}`)).json).toMatchObject({
      displayName: `displayName of ${id}`,
      externalId: `externalId of ${id}`,
      name: { givenName: `name.givenName of ${id}`, familyName: `name.familyName of ${id}` },
    });
  });

  test('a change that waits for another one for too long answers 429 with Retry-After', async () => {
    const id = await scim.create(newName());
    const held = scim.query(
      'with locked as (select id from accounts where id = $1 for update) select pg_sleep(3) from locked',
      scim.account,
    );
    const { status, headers, json } = await scim.patch(id, {
      op: 'replace',
      path: 'active',
      value: false,
    });
    await held;
    expect({ status, json }).toMatchObject({ status: 429, json: { status: '429' } });
    expect(headers['Retry-After']).toBe('5');
    expect(await activeOf(id)).toBe(true);
  });

  test('POSTs of one user at once create one member', async () => {
    const userName = newName();
    const answers = await Promise.all(
      new Array(5).fill(0).map(() => scim.send('POST', '/Users', { userName })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  test('the last administrator is neither disabled nor removed', async () => {
    const [admin, other] = [await scim.team.id('admin'), await scim.team.id('other')];
    expect((await scim.patch(other, { op: 'replace', path: 'active', value: false })).status).toBe(
      200,
    );
    const answers = [
      await scim.patch(admin, { op: 'replace', path: 'active', value: false }),
      await scim.send('DELETE', `/Users/${admin}`),
    ];
    expect(answers.map(({ status, json }) => [status, json.status])).toEqual([
      [409, '409'],
      [409, '409'],
    ]);
    expect(await activeOf(admin)).toBe(true);
  });

  test('a break-glass administrator is not changed', async () => {
    const id = await scim.team.id('admin');
    await scim.query('update memberships set break_glass = true where id = $1', id);
    const userName = scim.team.email('admin');
    const answers = [
      await scim.patch(id, { op: 'replace', path: 'displayName', value: 'x' }),
      await scim.send('PUT', `/Users/${id}`, { userName, active: false }),
      await scim.send('DELETE', `/Users/${id}`),
      await scim.send('POST', '/Users', { userName }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 409]);
    expect(await scim.query('select active, managed from memberships where id = $1', id)).toEqual([
      { active: true, managed: false },
    ]);
  });
});

describe('threat 37: disabled by SCIM', () => {
  test('the member is out with the next request, credentials too, and enabling restores only these', async () => {
    const id = await scim.team.id('manager');
    const session = await scim.team.session('manager');
    const { json } = await session.call('account/create-credential', { type: 'api_key' });
    const withKey = scim.directory.caller();
    withKey.apiKey = (json as { token: string }).token;
    const statuses = async () => [
      (await session.call('session/show')).status,
      (await withKey.call('admin/list-members')).status,
    ];
    expect(await statuses()).toEqual([200, 200]);

    await scim.patch(id, { op: 'replace', path: 'active', value: false });
    expect(await statuses()).toEqual([401, 401]);
    await scim.patch(id, { op: 'replace', path: 'active', value: true });
    expect(await statuses()).toEqual([401, 200]);
    const again = await openSession(scim.directory, scim.team.email('manager'), scim.account);
    expect((await again.call('session/show')).status).toBe(200);
  });
});
