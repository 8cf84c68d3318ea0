import {
  createServiceWideProvider,
  deleteServiceWideProvider,
  listServiceWideProviders,
  parseNewProvider,
} from '../../../cli/directory/service-wide-providers';
import type { OpenDirectory } from '../../../cli/directory/with-directory';
import { directoryKeys } from '../../../lib/directory/crypto/keys';
import { databaseAt } from '../../../lib/directory/database/database';
import { databaseAddress } from '../../../lib/directory/database/database-settings';
import { decryptClientSecret } from '../../../lib/directory/sso/identity-provider';
import { useDirectory } from '../../support/directory/directory';

const directory = useDirectory();
const SECRET = 'the-client-secret';
let printed: string[];
beforeEach(async () => {
  await directory.database.query('delete from identity_providers', []);
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line) => printed.push(String(line)));
});

const keys = () => {
  const { DIRECTORY_KEY } = directory.variables;
  const found = directoryKeys({ DIRECTORY_KEY, DIRECTORY_KEY_PREVIOUS: undefined });
  if ('problems' in found) throw new Error(found.problems.join(', '));
  return found;
};

function opened(): OpenDirectory {
  const address = databaseAddress({ DATABASE_URL: directory.database.url, DATABASE_CA: undefined });
  if ('problems' in address) throw new Error(address.problems.join(', '));
  return {
    database: databaseAt(address),
    address,
    keys,
    ownerAddress: () => address,
    linkOrigin: async () => ({ origin: 'https://reports-1234.twil.io', note: '' }),
  };
}

const create = (given: object = {}, secret = SECRET) => {
  const options = { preset: 'github', clientId: 'Iv1.client', ...given };
  return createServiceWideProvider(opened(), parseNewProvider(options), secret);
};

const stored = async () => directory.database.query('select * from identity_providers');

test.each([
  ['github', 'GitHub', 'https://github.com'],
  ['google', 'Google', 'https://accounts.google.com'],
])('the operator adds %s for everyone', async (preset, name, issuer) => {
  await create({ preset });

  const [row] = await stored();
  expect(row).toMatchObject({ account_id: null, type: preset, name, issuer, active: true });
  expect(decryptClientSecret(keys(), row as never).text).toBe(SECRET);
  expect(printed.join()).toContain('https://reports-1234.twil.io/session/return-sso');
  const ways = await directory.caller().call('session/list-login-ways');
  expect(ways.body).toMatchObject({ serviceWideProviders: [{ name, type: preset }] });
});

test('no output and no event has the secret', async () => {
  await create();
  await listServiceWideProviders(opened());

  const events = await directory.database.query(
    "select * from events where type = 'identity_provider_created' order by seq desc limit 1",
  );
  expect(events).toMatchObject([{ source: 'operator', account_id: null }]);
  expect(JSON.stringify([printed, events, await stored()])).not.toContain(SECRET);
});

test('the list has the name, the preset and the number of identities', async () => {
  await listServiceWideProviders(opened());
  expect(printed.at(-1)).toContain('There are no identity providers');

  await create({ name: 'Code host' });
  await listServiceWideProviders(opened());
  expect(printed.at(-1)).toMatch(/idp_\w+ +Code host +github +Iv1\.client +0/);
});

test('a deleted provider is gone with its identities', async () => {
  await create();
  const [row] = (await stored()) as readonly { id: string }[];
  const id = row?.id ?? '';
  const user = await directory.addUser('ada@example.com', {});
  await directory.database.query(
    'insert into user_identities (idp_id, subject, user_id) values ($1, $2, $3)',
    [id, '1', user],
  );
  await deleteServiceWideProvider(opened(), id);

  expect(await stored()).toEqual([]);
  expect(await directory.database.query('select * from user_identities')).toEqual([]);
});

test('a provider of an account is not deleted', async () => {
  const account = await directory.addAccount('Example Inc.');
  await create();
  await directory.database.query('update identity_providers set account_id = $1', [account]);
  const [row] = (await stored()) as readonly { id: string }[];

  await expect(deleteServiceWideProvider(opened(), row?.id ?? '')).rejects.toThrow(
    'The service has no identity provider',
  );
});

test.each([
  ['another preset', { preset: 'okta' }, '--preset must be github or google'],
  ['a client ID with a line break', { clientId: 'a\nb' }, '--client-id'],
  ['an empty name', { name: ' ' }, 'The name must have 1 to 100 characters'],
])('%s is refused', (_what, given, words) => {
  const options = { preset: 'github', clientId: 'Iv1.client', ...given };
  expect(() => parseNewProvider(options)).toThrow(words);
});

test.each(['', 'two words', 'a\nb'])('the client secret %j is refused', async (secret) => {
  await expect(create({}, secret)).rejects.toThrow('Nothing was changed.');
  expect(await stored()).toEqual([]);
});
