import { OPERATIONS } from '../../lib/directory/operations/index';
import { type Caller, useDirectory } from '../support/directory/directory';
import { addTeam, openSession, type Team } from '../support/directory/team';

// Requests that a page of another site can make a visitor's browser send with the visitor's cookies. Other
// services of the platform's domain are same-site, so SameSite does not block their requests.

const CHANGING = OPERATIONS.filter(({ changes, access }) => changes && access !== 'anyone').map(
  ({ name }) => name,
);

const directory = useDirectory();
let team: Team;

beforeAll(async () => {
  team = await addTeam(directory);
});

/** A browser whose cookie permits an operation. */
async function browserFor(path: string): Promise<Caller> {
  const browser = await openSession(directory, team.email('admin'), team.account);
  if (path !== 'session/second-factor') return browser;
  await directory.database.query('update sessions set second_factor_due = true');
  return browser;
}

const changed = () =>
  directory.database.query('select seq from events union all select count(*) from sessions');

test('the list of operations is not empty', () => {
  expect(CHANGING.length).toBeGreaterThan(30);
});

describe.each(CHANGING)('%s changes nothing', (path) => {
  test.each<[string, Readonly<Record<string, string | null>>, string]>([
    ['for a page of another service', { origin: 'https://other-1234.twil.io' }, 'ORIGIN_INVALID'],
    [
      'for a page whose origin resembles its own',
      { origin: 'http://localhost:30000' },
      'ORIGIN_INVALID',
    ],
    ['for a page without an origin', { origin: 'null' }, 'ORIGIN_INVALID'],
    ['without an Origin', { origin: null }, 'ORIGIN_INVALID'],
    ['by a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'CONTENT_TYPE_INVALID'],
    ['by a form of plain text', { 'content-type': 'text/plain' }, 'CONTENT_TYPE_INVALID'],
    ['by a link', { 'content-type': null, 'content-length': null }, 'CONTENT_TYPE_INVALID'],
  ])('%s', async (_what, fields, expected) => {
    const browser = await browserFor(path);
    const before = await changed();
    expect((await browser.call(path, {}, fields)).code).toBe(expected);
    expect(await changed()).toEqual(before);
  });
});
