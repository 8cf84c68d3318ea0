import { lastEvent } from '../../support/directory/team';
import { USER, useScim } from '../../support/scim/scim-fixture';

const scim = useScim();

let made = 0;
const newName = () => {
  made += 1;
  return `grace.${made}@example.com`;
};

test('a created user is a member without a password, and its answer has the location', async () => {
  const userName = newName();
  const { status, json, headers } = await scim.send('POST', '/Users', {
    schemas: [USER],
    userName,
    externalId: `ext-${userName}`,
    name: { givenName: 'Grace', familyName: 'Hopper' },
    active: true,
  });

  expect(status).toBe(201);
  expect(json).toEqual({
    schemas: [USER],
    id: expect.stringMatching(/^mbr_/),
    externalId: `ext-${userName}`,
    userName,
    name: { formatted: 'Grace Hopper', givenName: 'Grace', familyName: 'Hopper' },
    active: true,
    emails: [{ value: userName, type: 'work', primary: true }],
    groups: [],
    meta: {
      resourceType: 'User',
      created: expect.any(String),
      lastModified: expect.any(String),
      location: `http://localhost:3000/scim/v2/Users/${json.id}`,
    },
  });
  expect(headers).toMatchObject({
    'Content-Type': 'application/scim+json',
    Location: json.meta.location,
  });
  const [row] = await scim.query(
    `select u.name, u.password_hash, m.developer, m.team, m.administrator, m.managed
     from memberships m join users u on u.id = m.user_id where m.id = $1`,
    json.id,
  );
  expect(row).toEqual({
    name: 'Grace Hopper',
    password_hash: null,
    developer: 'read-write',
    team: 'invite-only',
    administrator: false,
    managed: true,
  });
});

test('the Host of a request, forged or not, is in no location', async () => {
  const headers = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
  };
  const body = { userName: newName() };
  const created = await scim.send('POST', '/Users', body, { headers });
  const { json } = created;
  const read = await scim.send('GET', `/Users/${json.id}`, {}, { headers });
  const types = await scim.send('GET', '/ResourceTypes', {}, { headers });

  const location = `http://localhost:3000/scim/v2/Users/${json.id}`;
  expect([created.headers['Location'], json.meta.location, read.json.meta.location]).toEqual([
    location,
    location,
    location,
  ]);
  expect(types.text).not.toContain('evil');
});

test('a write is one event of the service user', async () => {
  const id = await scim.create(newName());
  const rows = await scim.query(
    'select type, principal_id, principal_type, source, credential_id from events where object_id = $1',
    id,
  );

  expect(rows).toEqual([
    {
      type: 'membership_created',
      principal_id: scim.serviceUser,
      principal_type: 'service_user',
      source: 'scim_token',
      credential_id: scim.serviceUser.replace('svc_', 'tfp_'),
    },
  ]);
});

test('a read, a filter and a page find the user', async () => {
  const userName = newName();
  const id = await scim.create(userName, { externalId: `ext-${userName}` });
  const found = async (filter: string) =>
    (await scim.send('GET', `/Users?filter=${encodeURIComponent(filter)}`)).json.Resources.map(
      (one: { id: string }) => one.id,
    );

  expect((await scim.send('GET', `/Users/${id}`)).json.userName).toBe(userName);
  expect(await found(`userName eq "${userName.toUpperCase()}"`)).toEqual([id]);
  expect(await found(`externalId eq "ext-${userName}"`)).toEqual([id]);
  expect(await found(`emails[type eq "work"].value eq "${userName}"`)).toEqual([id]);
  expect(await found(`userName eq "${userName}" and active eq true`)).toEqual([id]);
  expect(await found(`userName eq "${userName}" and not (active eq true)`)).toEqual([]);
  const { json } = await scim.send('GET', '/Users?startIndex=1&count=2');
  expect(json).toMatchObject({ totalResults: 4, startIndex: 1, itemsPerPage: 2 });
});

test('a member from before the provisioning is listed and adopted by the first write', async () => {
  const id = await scim.team.id('manager');
  const { status } = await scim.patch(id, { op: 'replace', path: 'externalId', value: 'x1' });

  expect(status).toBe(200);
  expect(
    await scim.query('select managed, external_id from memberships where id = $1', id),
  ).toEqual([{ managed: true, external_id: 'x1' }]);
  expect(
    (await lastEvent(scim.directory, scim.account, 'membership_updated'))['object'],
  ).toMatchObject({ changed: ['managed', 'externalId'] });
});

test('a user who is removed stays a user, and is a new member after a new POST', async () => {
  const userName = newName();
  const id = await scim.create(userName);

  const removed = await scim.send('DELETE', `/Users/${id}`);
  expect([removed.status, removed.text]).toEqual([204, '']);
  expect((await scim.send('GET', `/Users/${id}`)).status).toBe(404);
  expect((await scim.send('DELETE', `/Users/${id}`)).status).toBe(404);
  const before = await scim.query('select id from users where email_key = $1', userName);
  expect(before).toHaveLength(1);
  expect(await scim.create(userName)).not.toBe(id);
  expect(await scim.query('select id from users where email_key = $1', userName)).toEqual(before);
});
