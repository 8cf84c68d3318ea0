import { USER, useScim } from '../../support/scim/scim-fixture';

// The requests of Microsoft Entra, as its documents show them, in both of its dialects.

const scim = useScim();
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

let made = 0;
function entraUser(more: object = {}) {
  made += 1;
  const userName = `entra.${made}@example.com`;
  return {
    schemas: [USER, ENTERPRISE],
    externalId: `0a21f0f2-8d2a-4f8e-bf98-7363c4aed4e${made}`,
    userName,
    active: true,
    addresses: null,
    displayName: null,
    emails: [{ primary: true, type: 'work', value: userName }],
    meta: { resourceType: 'User' },
    name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
    phoneNumbers: null,
    roles: [],
    [ENTERPRISE]: { department: null, manager: null },
    ...more,
  };
}

async function create(more: object = {}) {
  const { status, json } = await scim.send('POST', '/Users', entraUser(more));
  expect(status).toBe(201);
  return json;
}

const list = async (filter: string) =>
  (await scim.send('GET', `/Users?filter=${encodeURIComponent(filter)}`)).json;

test('the test of the connection filters by a random id, and gets an empty list', async () => {
  const { status, json } = await scim.send('GET', '/Users?filter=userName+eq+%22non-existent%22');

  expect({ status, json }).toMatchObject({ status: 200, json: { totalResults: 0, Resources: [] } });
});

test('a user with nulls and an enterprise schema is created, and answers have no nulls', async () => {
  const { status, json, text } = await scim.send('POST', '/Users', entraUser());

  expect(status).toBe(201);
  expect(json).toMatchObject({ name: { givenName: 'givenName' }, active: true });
  expect(text).not.toContain('null');
});

test('a disabled user is found, a removed one is not', async () => {
  const { id, externalId } = await create();
  await scim.patch(id, { op: 'Replace', path: 'active', value: 'False' });

  expect(await list(`externalId eq "${externalId}"`)).toMatchObject({
    totalResults: 1,
    Resources: [{ id, active: false }],
  });
  await scim.send('DELETE', `/Users/${id}`);
  expect(await list(`externalId eq "${externalId}"`)).toMatchObject({ totalResults: 0 });
});

test('a filter by the work address finds the user', async () => {
  const { id, userName } = await create();

  expect(await list(`emails[type eq "work"].value eq "${userName}"`)).toMatchObject({
    totalResults: 1,
    Resources: [{ id }],
  });
  expect(await list(`emails[type eq "home"].value eq "${userName}"`)).toMatchObject({
    totalResults: 0,
  });
});

test('without the flag: one operation an attribute, with booleans as texts', async () => {
  const { id } = await create();
  const { status, json } = await scim.patch(
    id,
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'Add', path: 'name.givenName', value: 'Grace' },
    { op: 'Replace', path: 'displayName', value: 'Grace H.' },
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'other@example.com' },
    { op: 'Add', path: `${ENTERPRISE}:department`, value: 'Engineering' },
  );

  expect(status).toBe(200);
  expect(json).toMatchObject({
    active: false,
    displayName: 'Grace H.',
    name: { givenName: 'Grace', familyName: 'familyName' },
  });
  expect((await scim.patch(id, { op: 'Replace', path: 'active', value: 'True' })).json.active).toBe(
    true,
  );
});

test('with the flag: one operation without a path, with dotted keys and booleans', async () => {
  const { id } = await create();
  const { status, json } = await scim.patch(id, {
    op: 'replace',
    value: {
      active: false,
      displayName: 'Grace H.',
      'name.givenName': 'Grace',
      'name.familyName': 'Hopper',
      [`${USER}:externalId`]: 'changed',
      [`${ENTERPRISE}:department`]: 'Engineering',
    },
  });

  expect(status).toBe(200);
  expect(json).toMatchObject({
    active: false,
    displayName: 'Grace H.',
    externalId: 'changed',
    name: { givenName: 'Grace', familyName: 'Hopper' },
  });
});

test('a value wrapped in a list of one object counts like the value', async () => {
  const { id } = await create();
  const value = [{ $ref: null, value: 'False' }];

  expect((await scim.patch(id, { op: 'Replace', path: 'active', value })).json.active).toBe(false);
});

test('a new userName in a verified domain is the address of a user whom the provider made', async () => {
  const { id } = await create();
  const userName = `Renamed.${made}@example.com`;
  const { status, json } = await scim.patch(id, {
    op: 'Replace',
    path: 'userName',
    value: userName,
  });

  expect({ status, json }).toMatchObject({
    status: 200,
    json: { userName, emails: [{ value: userName, type: 'work', primary: true }] },
  });
  expect(await list(`userName eq "${userName}"`)).toMatchObject({ totalResults: 1 });
  expect(
    await scim.query(
      'select u.email_key from users u join memberships m on m.user_id = u.id where m.id = $1',
      id,
    ),
  ).toEqual([{ email_key: userName.toLowerCase() }]);
});

test('the address of a user with a password stays, and the provider finds its own', async () => {
  const id = await scim.team.id('manager');
  const before = scim.team.email('manager');
  const userName = `moved.${made}@example.com`;
  await scim.patch(id, { op: 'Replace', path: 'userName', value: userName });

  expect(await list(`userName eq "${userName}"`)).toMatchObject({ Resources: [{ id, userName }] });
  expect(await list(`userName eq "${before}"`)).toMatchObject({ totalResults: 0 });
  expect(await scim.query('select 1 as found from users where email = $1', before)).toHaveLength(1);
});
