import { useDirectory } from '../../support/directory/directory';
import { addTeam, eventsOf, type Team } from '../../support/directory/team';
import { sharedDns } from '../../support/sso/shared-servers';
import { addDomain } from '../../support/sso/sso-account';

const directory = useDirectory();
let team: Team;
beforeEach(async () => {
  await directory.database.query('delete from account_domains', []);
  team = await addTeam(directory, ['admin']);
});

const asAdmin = async (path: string, input: object = {}) =>
  (await team.session('admin')).call(`admin/${path}`, input);

interface Created {
  readonly record: { readonly name: string; readonly value: string };
}

async function create(domain: string) {
  return (await asAdmin('create-domain', { domain })).json as Created;
}

test('a domain is verified by the DNS record that its creation returned', async () => {
  const { record } = await create('Example.COM.');
  const { records } = await sharedDns();
  records.set(record.name, ['another record', record.value]);

  expect(record).toEqual({
    type: 'TXT',
    name: '_twilio-functions-auth.example.com',
    value: expect.stringMatching(new RegExp(`^ac=${team.account}; token=\\w{30}$`)),
  });
  expect((await asAdmin('verify-domain', { domain: 'example.com' })).body).toMatchObject({
    domain: 'example.com',
    verifiedAt: expect.any(String),
  });
  expect(await eventsOf(directory, team.account)).toEqual(['domain_created', 'domain_verified']);
});

test.each(['no record', 'a record of another account', 'no answer'])(
  'with %s, a domain is not verified',
  async (what) => {
    const { record } = await create('example.com');
    const dns = await sharedDns();
    dns.records.clear();
    if (what.includes('another')) {
      dns.records.set(record.name, [record.value.replace(team.account, 'ac_other')]);
    }
    dns.answers = what !== 'no answer';
    const { code } = await asAdmin('verify-domain', { domain: 'example.com' });
    dns.answers = true;

    expect(code).toBe('DOMAIN_RECORD_MISSING');
    expect((await asAdmin('list-domains')).body).toMatchObject({ items: [{ verifiedAt: null }] });
  },
);

test('two accounts may claim a domain, and only one of them verifies it', async () => {
  const first = team;
  const one = await create('example.com');
  team = await addTeam(directory, ['admin']);
  const two = await create('example.com');
  const { records } = await sharedDns();
  records.set(one.record.name, [one.record.value, two.record.value]);
  expect((await asAdmin('verify-domain', { domain: 'example.com' })).status).toBe(200);
  team = first;

  expect((await asAdmin('verify-domain', { domain: 'example.com' })).code).toBe('DOMAIN_EXISTS');
});

test('a domain that another account has verified cannot be added', async () => {
  const other = await addTeam(directory, ['admin']);
  await addDomain(directory, other.account, 'example.com');

  expect((await asAdmin('create-domain', { domain: 'example.com' })).code).toBe('DOMAIN_EXISTS');
});

test.each([
  'gmail.com',
  'GMX.de',
  'com',
  'localhost',
  '127.0.0.1',
  'a b.com',
  'https://a.com/',
  'ada@a.com',
])('%s cannot be a domain of an account', async (domain) => {
  expect((await asAdmin('create-domain', { domain })).code).toBe('DOMAIN_INVALID');
});

test('a deleted domain can be added by another account', async () => {
  await addDomain(directory, team.account, 'example.com');
  expect((await asAdmin('delete-domain', { domain: 'example.com' })).status).toBe(200);
  team = await addTeam(directory, ['admin']);

  expect((await asAdmin('create-domain', { domain: 'example.com' })).status).toBe(200);
});

test.each(['verify', 'delete'])(
  'the domain of another account cannot be used to %s',
  async (verb) => {
    const other = await addTeam(directory, ['admin']);
    await addDomain(directory, other.account, 'example.com');

    expect((await asAdmin(`${verb}-domain`, { domain: 'example.com' })).code).toBe('NOT_FOUND');
  },
);

test('an account has at most 20 domains', async () => {
  for (let count = 0; count < 20; count += 1) {
    await addDomain(directory, team.account, `d${count}.example`, {});
  }

  expect((await asAdmin('create-domain', { domain: 'example.com' })).code).toBe('LIMIT_REACHED');
});

test('a domain is verified and deleted as the administrator writes it', async () => {
  const { record } = await create('example.com');
  const { records } = await sharedDns();
  records.set(record.name, [record.value]);
  expect((await asAdmin('verify-domain', { domain: ' Example.COM.' })).status).toBe(200);
  expect((await asAdmin('delete-domain', { domain: 'EXAMPLE.com' })).status).toBe(200);
  expect((await asAdmin('list-domains')).body).toMatchObject({ items: [] });
});

test.each(['verify-domain', 'delete-domain'])(
  '%s finds no text that is no domain',
  async (path) => {
    const { code } = await asAdmin(path, { domain: 'nul \0 inside' });
    expect(code).toBe('NOT_FOUND');
  },
);
