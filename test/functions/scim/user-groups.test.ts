import { PATCH_OP, useScim } from '../../support/scim/scim-fixture';

// RFC 7643 section 4.1.2: the groups of a user are read-only, and the provider changes them by the groups.

const scim = useScim();

let made = 0;

async function addGroup(displayName: string, ...members: readonly string[]): Promise<string> {
  const body = { displayName, members: members.map((value) => ({ value })) };
  const { json } = await scim.send('POST', '/Groups', body);
  return json.id as string;
}

const user = () => {
  made += 1;
  return scim.create(`in.groups.${made}@example.com`);
};

const shown = (value: string, display: string) => ({
  value,
  $ref: `http://localhost:3000/scim/v2/Groups/${value}`,
  display,
  type: 'direct',
});

const groupsOf = async (target: string) => (await scim.send('GET', target)).json.groups;

test('a user has the groups of which it is a member, in a read, a filter, a page and the answer to a change', async () => {
  const [id, other] = [await user(), await user()];
  const one = await addGroup('One', id, other);
  const two = await addGroup('Two', id);
  const both = [shown(one, 'One'), shown(two, 'Two')].toSorted((a, b) =>
    a.value < b.value ? -1 : 1,
  );

  expect(await groupsOf(`/Users/${id}`)).toEqual(both);
  expect(await groupsOf(`/Users/${other}`)).toEqual([shown(one, 'One')]);
  const page = (await scim.send('GET', '/Users')).json.Resources as { id: string; groups: [] }[];
  expect(page.find((found) => found.id === id)?.groups).toEqual(both);
  expect(page.filter(({ groups }) => groups.length === 0)).not.toEqual([]);
  const filter = encodeURIComponent(`id eq "${id}"`);
  expect((await scim.send('GET', `/Users?filter=${filter}`)).json.Resources[0].groups).toEqual(
    both,
  );
  const changed = await scim.patch(id, { op: 'replace', path: 'displayName', value: 'New' });
  expect(changed.json.groups).toEqual(both);

  await scim.send('PATCH', `/Groups/${two}`, {
    schemas: [PATCH_OP],
    Operations: [{ op: 'remove', path: `members[value eq "${id}"]` }],
  });
  expect(await groupsOf(`/Users/${id}`)).toEqual([shown(one, 'One')]);
});

test.each([
  [
    'excludedAttributes=groups',
    ['id', 'schemas', 'userName', 'emails', 'active', 'meta', 'displayName'],
    undefined,
  ],
  ['attributes=userName', ['id', 'schemas', 'userName'], undefined],
  ['attributes=groups', ['id', 'schemas', 'groups'], ['$ref', 'display', 'type', 'value']],
  ['attributes=groups.display', ['id', 'schemas', 'groups'], ['display']],
])('%s selects what of the groups is shown', async (query, names, parts) => {
  const id = await user();
  await addGroup(`Projected ${id}`, id);
  for (const target of [`/Users/${id}?${query}`, `/Users?filter=id%20eq%20"${id}"&${query}`]) {
    const { json } = await scim.send('GET', target);
    const resource = json.Resources?.[0] ?? json;
    expect(Object.keys(resource).toSorted()).toEqual(
      names.filter((name) => name in resource).toSorted(),
    );
    expect('groups' in resource).toBe(parts !== undefined);
    expect(Object.keys(resource.groups?.[0] ?? {}).toSorted()).toEqual(parts ?? []);
  }
});

test('groups in a POST, PUT or PATCH of a user change nothing', async () => {
  const id = await user();
  const group = await addGroup('Closed');
  const groups = [{ value: group }];

  await scim.patch(id, { op: 'add', path: 'groups', value: groups });
  await scim.patch(id, { op: 'add', value: { groups } });
  const { json } = await scim.send('GET', `/Users/${id}`);
  await scim.send('PUT', `/Users/${id}`, { ...json, groups });

  expect(await groupsOf(`/Users/${id}`)).toEqual([]);
});

const MANY = `insert into scim_groups (id, account_id, display_name, name_key)
  select 'grp_many_' || n, $1, 'Many ' || n, 'many ' || n from generate_series(1, 20001) n`;

test('a page of users with more than 20,000 groups is refused, and one without the groups is not', async () => {
  const id = await user();
  await scim.query(MANY, scim.account);
  await scim.query(
    "insert into scim_group_members select id, $1 from scim_groups where id like 'grp_many%'",
    id,
  );

  for (const target of ['/Users', `/Users/${id}`]) {
    expect(await scim.send('GET', target)).toMatchObject({
      status: 400,
      json: { scimType: 'tooMany', detail: expect.stringContaining('excludedAttributes=groups') },
    });
    expect((await scim.send('GET', `${target}?excludedAttributes=groups`)).status).toBe(200);
  }
  const changed = await scim.patch(id, { op: 'replace', path: 'active', value: false });
  expect([changed.status, changed.json.active, changed.json.groups]).toEqual([
    200,
    false,
    undefined,
  ]);
});

test('the schema of a user has the groups, read-only', async () => {
  const { json } = await scim.send('GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User');
  const groups = json.attributes.find(({ name }: { name: string }) => name === 'groups');

  expect(groups).toMatchObject({ type: 'complex', multiValued: true, mutability: 'readOnly' });
  expect(groups.subAttributes.map(({ name }: { name: string }) => name)).toEqual([
    'value',
    '$ref',
    'display',
    'type',
  ]);
});
