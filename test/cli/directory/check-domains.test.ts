import { checkDomains } from '../../../cli/directory/check-domains';
import { databaseAt } from '../../../lib/directory/database/database';
import { databaseAddress } from '../../../lib/directory/database/database-settings';
import { useDirectory } from '../../support/directory/directory';
import { eventsOf, lastEvent } from '../../support/directory/team';
import { sharedDns } from '../../support/sso/shared-servers';
import { addDomain } from '../../support/sso/sso-account';

const DOMAIN = 'example.com';

const directory = useDirectory();
let account: string;

beforeEach(async () => {
  await directory.database.query('delete from account_domains', []);
  account = await directory.addAccount('Example Inc.');
  const dns = await sharedDns();
  dns.records.clear();
  dns.answers = true;
});

const daysAgo = (days: number) => ({ sql: `now() - interval '${days} days'` });
const add = (columns: Parameters<typeof addDomain>[3]) =>
  addDomain(directory, account, DOMAIN, columns);
const isVerified = async () =>
  (await directory.database.query('select from account_domains where verified_at is not null', []))
    .length > 0;
const publish = async () =>
  (await sharedDns()).records.set(`_twilio-functions-auth.${DOMAIN}`, [
    `ac=${account}; token=token`,
  ]);

async function check(): Promise<number> {
  const address = databaseAddress({
    DATABASE_URL: directory.database.url,
    DATABASE_CA: undefined,
  });
  if ('problems' in address) throw new Error(address.problems.join(', '));
  return checkDomains(databaseAt(address));
}

test('a domain whose record is missing stays verified at first, and the audit log has it once', async () => {
  await add({ verified_at: daysAgo(31) });

  expect([await check(), await check()]).toEqual([1, 1]);
  expect(await isVerified()).toBe(true);
  expect(await eventsOf(directory, account)).toEqual(['domain_lost']);
  expect(await lastEvent(directory, account, 'domain_lost')).toMatchObject({
    source: 'operator',
    object_id: DOMAIN,
    object: { isVerified: true },
  });
});

test('a domain without its record for 30 days is no longer verified', async () => {
  await add({ verified_at: daysAgo(90), lost_at: daysAgo(31) });
  await check();

  expect(await isVerified()).toBe(false);
  expect(await lastEvent(directory, account, 'domain_lost')).toMatchObject({
    object: { isVerified: false },
  });
  expect(await check()).toBe(0);
});

test('a record that is there again counts from the beginning', async () => {
  await add({ verified_at: daysAgo(90), lost_at: daysAgo(29) });
  await publish();

  expect(await check()).toBe(0);
  expect(
    await directory.database.query(
      "select lost_at from account_domains where checked_at > now() - interval '1 minute'",
      [],
    ),
  ).toEqual([{ lost_at: null }]);
});

test.each([
  ['was looked up 29 days ago', { verified_at: daysAgo(90), checked_at: daysAgo(29) }],
  [
    'was verified by the operator, without a record',
    { verified_at: daysAgo(90), by_operator: true },
  ],
  ['is not verified', {}],
])('a domain that %s is not looked up', async (_what, columns) => {
  await add(columns);

  expect(await check()).toBe(0);
  expect(await eventsOf(directory, account)).toEqual([]);
});

test('no answer of the DNS servers changes nothing', async () => {
  await add({ verified_at: daysAgo(90), lost_at: daysAgo(31) });
  (await sharedDns()).answers = false;
  await check();

  expect(await isVerified()).toBe(true);
});
