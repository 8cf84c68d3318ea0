import { USER, useScim } from '../../support/scim/scim-fixture';

// The requests of Okta, as its documents show them: it sends its content type with a GET as well.

const scim = useScim();
const headers = { 'user-agent': 'Okta SCIM Client 1.0.0' };
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

let made = 0;
function oktaUser(more: object = {}) {
  made += 1;
  const userName = `okta.${made}@example.com`;
  return {
    schemas: [USER],
    userName,
    name: { givenName: 'Test', familyName: 'User' },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: 'Test User',
    locale: 'en-US',
    externalId: `00u${made}`,
    groups: [],
    password: '1mz050nq',
    active: true,
    ...more,
  };
}

const list = (filter: string) =>
  scim.send(
    'GET',
    `/Users?filter=${encodeURIComponent(filter)}&startIndex=1&count=100`,
    {},
    { headers },
  );

test('the test of the connection lists two users and the groups, with numbers as numbers', async () => {
  const users = await scim.send('GET', '/Users?startIndex=1&count=2', {}, { headers });

  expect(users.status).toBe(200);
  expect(users.json).toMatchObject({
    schemas: [LIST],
    totalResults: 3,
    startIndex: 1,
    itemsPerPage: 2,
  });
  expect(users.json.Resources).toHaveLength(2);
});

test('a filter by an unknown userName answers 200 with no results', async () => {
  expect(await list('userName eq "nobody@example.com"')).toMatchObject({
    status: 200,
    json: { schemas: [LIST], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
  });
});

test('a user is created with a placeholder for a password, which is not kept', async () => {
  const given = oktaUser();
  const { status, json, text } = await scim.send('POST', '/Users', given, { headers });

  expect(status).toBe(201);
  expect(json).toMatchObject({
    userName: given.userName,
    displayName: 'Test User',
    externalId: given.externalId,
    active: true,
  });
  expect(text).not.toContain(given.password);
  expect(
    await scim.query('select name, password_hash from users where email_key = $1', given.userName),
  ).toEqual([{ name: 'Test User', password_hash: null }]);
});

test('a second POST of the same userName answers 409 uniqueness', async () => {
  const given = oktaUser();
  await scim.send('POST', '/Users', given, { headers });
  const { status, json } = await scim.send('POST', '/Users', given, { headers });

  expect({ status, json }).toMatchObject({
    status: 409,
    json: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '409',
      scimType: 'uniqueness',
      detail: expect.any(String),
    },
  });
});

test('an integration of the wizard reads, merges and PUTs the user, and disables by PUT', async () => {
  const given = oktaUser();
  const { json: user } = await scim.send('POST', '/Users', given, { headers });
  const target = `/Users/${user.id}`;
  const { json: before } = await scim.send('GET', target, {}, { headers });

  const name = { givenName: 'Another', familyName: 'User' };
  const changed = await scim.send('PUT', target, { ...before, name }, { headers });
  expect(changed.status).toBe(200);
  expect(changed.json).toMatchObject({ id: user.id, name, externalId: given.externalId });

  const disabled = await scim.send('PUT', target, { ...before, active: false }, { headers });
  expect(disabled.json).toMatchObject({ id: user.id, active: false });
  expect((await list(`userName eq "${given.userName}"`)).json.Resources[0].active).toBe(false);
});

test('an integration of the catalog disables by a PATCH without a path', async () => {
  const { json: user } = await scim.send('POST', '/Users', oktaUser(), { headers });
  const { status, json } = await scim.patch(user.id, { op: 'replace', value: { active: false } });

  expect(status).toBe(200);
  expect(json.active).toBe(false);
});

test('another case of the userName finds the same user, in the spelling that was sent', async () => {
  const given = oktaUser({ userName: 'Case.Test@Example.com' });
  await scim.send('POST', '/Users', given, { headers });

  for (const userName of ['case.test@example.com', 'CASE.TEST@EXAMPLE.COM']) {
    const { status, json } = await list(`userName eq "${userName}"`);
    expect({ status, names: json.Resources.map((one: typeof given) => one.userName) }).toEqual({
      status: 200,
      names: ['Case.Test@Example.com'],
    });
  }
});

test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('%s of an unknown id answers 404', async (method) => {
  const body = { userName: 'a@example.com', Operations: [] };
  const { status, json } = await scim.send(method, '/Users/010101001010101011001010101011', body);

  expect({ status, json }).toEqual({
    status: 404,
    json: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '404',
      detail: expect.any(String),
    },
  });
});

test.each([null, 'none', 'tfp_000000000000_0000000000000000000000000000000000'])(
  'a request with the token %s answers 401 with a challenge and a body of SCIM',
  async (token) => {
    const { status, json, headers: answered } = await scim.send('GET', '/Users', {}, { token });

    expect({ status, json }).toEqual({
      status: 401,
      json: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '401',
        detail: expect.any(String),
      },
    });
    expect(answered).toMatchObject({
      'WWW-Authenticate': expect.stringMatching(/^Bearer realm=/),
      'Content-Type': 'application/scim+json',
    });
  },
);
