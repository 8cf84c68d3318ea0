import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../cli/project/paths';
import { directoryClient } from '../../client/directory-client';
import { OPERATIONS } from '../../lib/directory/operations/index';
import { ACCEPTED_CALLS, type AcceptedCall } from '../support/directory/accepted-calls';
import { ADMINISTRATOR, type Caller, useDirectory } from '../support/directory/directory';
import { keyHolder, make } from '../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { addTeam, openSession, READER } from '../support/directory/team';

// Two tabs of a browser share one session and therefore its account.

const directory = useDirectory();
let ssh: SshKey;
beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});
afterAll(() => ssh.remove());

const UNDER_A_CALLER = OPERATIONS.filter(({ access }) => access !== 'anyone');
const changed = () =>
  directory.database.query('select seq::text from events union all select id from invitations');

let people = 0;
/** Returns the browser of an administrator of two accounts, whose session is in the first account. */
async function twoAccounts() {
  people += 1;
  const email = `two${people}@example.com`;
  const [one, two] = [await directory.addAccount('One'), await directory.addAccount('Two')];
  await directory.addUser(email, { [one]: ADMINISTRATOR, [two]: ADMINISTRATOR });
  return { one, two, browser: await openSession(directory, email, one) };
}

const clientOf = (browser: Caller) =>
  directoryClient({
    baseUrl: 'http://localhost:3000',
    async fetch(request) {
      const { pathname, searchParams } = new URL(request.url);
      const sent =
        request.method === 'GET' ? Object.fromEntries(searchParams) : await request.json();
      const { status, body } = await browser.call(pathname.slice(1), {
        json: undefined,
        ...(sent as object),
      });
      return new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      });
    },
  });

test.each(UNDER_A_CALLER)('$name refuses a call that names another account', async ({ name }) => {
  const { ready } = ACCEPTED_CALLS[name] as AcceptedCall;
  const { caller, input } = await ready({ directory, team: await addTeam(directory), ssh });
  const before = await changed();

  const { status, code } = await caller.call(name, { ...input, accountId: 'ac_another' });

  expect({ status, code }).toEqual({ status: 409, code: 'ACCOUNT_CHANGED' });
  expect(await changed()).toEqual(before);
});

test('an invitation from a tab that shows another account is refused and not created', async () => {
  const { one, two, browser } = await twoAccounts();
  const [first, second] = [clientOf(browser), clientOf(browser)];
  await first.GET('/session/show');
  await second.GET('/session/show');
  const body = { email: `invitee${people}@example.com`, roles: READER };

  await second.POST('/session/switch-account', { body: { account: two } });
  const refused = await first.POST('/admin/invite', { body });

  expect(refused.error).toMatchObject({ error: { code: 'ACCOUNT_CHANGED' } });
  expect(
    await directory.database.query('select 1 from invitations where email = $1', [body.email]),
  ).toEqual([]);

  await first.GET('/session/show');
  expect((await first.POST('/admin/invite', { body })).response.status).toBe(200);
  expect(one).not.toBe(two);
});

test('an API key is refused if the call names another account, and works in its own', async () => {
  const team = await addTeam(directory, ['admin']);
  const { token } = await make(await team.session('admin'), { type: 'api_key' });
  const caller = keyHolder(directory, token);

  const other = await caller.call('admin/show-account', { accountId: 'ac_other' });
  const own = await caller.call('admin/show-account', { accountId: team.account });

  expect([other.code, own.status]).toEqual(['ACCOUNT_CHANGED', 200]);
});

test('the client names the account in each call whose endpoint takes it', async () => {
  const document = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const sent: Record<string, boolean> = {};
  const client = directoryClient({
    baseUrl: 'http://localhost:3000',
    async fetch(request) {
      const { pathname, searchParams } = new URL(request.url);
      const body =
        request.method === 'GET' ? Object.fromEntries(searchParams) : await request.json();
      sent[pathname] = (body as { accountId?: string }).accountId === 'ac_one';
      return Response.json({ account: { id: 'ac_one' } });
    },
  });
  const expected: Record<string, boolean> = {};
  for (const [path, item] of Object.entries(document.paths)) {
    const [method = ''] = Object.keys(item);
    await client.GET('/session/show');
    await client[method.toUpperCase() as 'GET'](path as '/session/show', {});
    expected[path] = path !== '/session/show' && JSON.stringify(item).includes('"accountId"');
  }
  expect(sent).toEqual(expected);
});
