import {
  type Credential,
  credentialsByType,
  expiryFrom,
  expiryOf,
  pathsFrom,
} from '../../dashboard/screens/me/credentials-by-type';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(NOW + days * DAY_MS).toISOString();
const of = (id: string, type: Credential['type']) => ({ id, type }) as Credential;

test('credentials are in groups of their types, in a fixed order and without empty groups', () => {
  const all = [of('a', 'ssh_key'), of('b', 'authtoken'), of('c', 'ssh_key')];
  const groups = credentialsByType(all).map(([type, found]) => [type, found.map(({ id }) => id)]);
  expect(groups).toEqual([
    ['authtoken', ['b']],
    ['ssh_key', ['a', 'c']],
  ]);
});

test('no credentials are no groups', () => {
  expect(credentialsByType([])).toEqual([]);
});

test.each([
  [null, null],
  [inDays(15), null],
  [inDays(14), 'soon'],
  [inDays(0.01), 'soon'],
  [inDays(0), 'expired'],
  [inDays(-1), 'expired'],
] as const)('an expiry at %s is %s', (expiresAt, closeness) => {
  expect(expiryOf(expiresAt, NOW)).toBe(closeness);
});

test.each([
  ['30', '', inDays(30)],
  ['365', '', inDays(365)],
  ['never', '', null],
  ['keep', '', undefined],
  ['date', '', ''],
  ['date', 'tomorrow', ''],
] as const)('the choice %s with the date %j means %s', (choice, date, expiresAt) => {
  expect(expiryFrom(choice, date, NOW)).toBe(expiresAt);
});

test('a date means the end of that day in the time zone of the user', () => {
  const chosen = new Date(expiryFrom('date', '2027-01-31', NOW) ?? '');
  expect([chosen.getFullYear(), chosen.getMonth(), chosen.getDate()]).toEqual([2027, 0, 31]);
  expect([chosen.getHours(), chosen.getMinutes()]).toEqual([23, 59]);
});

test('paths are separated by lines or commas', () => {
  expect(pathsFrom(' /hooks/* \n\n/status, /other\n')).toEqual(['/hooks/*', '/status', '/other']);
});
