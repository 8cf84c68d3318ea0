import { verifyDomain } from '../../../cli/directory/verify-domain';
import { databaseAt } from '../../../lib/directory/database/database';
import { databaseAddress } from '../../../lib/directory/database/database-settings';
import { useDirectory } from '../../support/directory/directory';
import { lastEvent } from '../../support/directory/team';
import { addDomain } from '../../support/sso/sso-account';

const directory = useDirectory();
let account: string;
beforeEach(async () => {
  await directory.database.query('delete from account_domains', []);
  account = await directory.addAccount('Example Inc.');
});

async function verify(given: { readonly account: string; readonly domain: string }) {
  const address = databaseAddress({
    DATABASE_URL: directory.database.url,
    DATABASE_CA: undefined,
  });
  if ('problems' in address) throw new Error(address.problems.join(', '));
  await verifyDomain(
    { database: databaseAt(address) } as Parameters<typeof verifyDomain>[0],
    given,
  );
}

test('the operator verifies a domain that an account has added', async () => {
  await addDomain(directory, account, 'example.com', {});
  await verify({ account, domain: 'Example.com' });

  const rows = await directory.database.query(
    'select domain, by_operator from account_domains where verified_at is not null',
    [],
  );
  expect(rows).toEqual([{ domain: 'example.com', by_operator: true }]);
  expect(await lastEvent(directory, account, 'domain_verified')).toMatchObject({
    source: 'operator',
    object_id: 'example.com',
  });
});

test('a domain that the account has not added, or that another account has verified, is refused', async () => {
  const other = await directory.addAccount('Other');
  await addDomain(directory, other, 'example.com');
  const given = { account, domain: 'example.com' };
  await expect(verify(given)).rejects.toThrow('An administrator must add it first.');

  await addDomain(directory, account, 'example.com', {});
  await expect(verify(given)).rejects.toThrow('Another account has verified example.com.');
});
