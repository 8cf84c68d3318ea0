import { requiresJson } from '../../lib/directory/api/call-fields';
import { OPERATIONS } from '../../lib/directory/operations/index';
import { ACCEPTED_CALLS, type AcceptedCall } from '../support/directory/accepted-calls';
import { useDirectory } from '../support/directory/directory';
import { keyHolder, make } from '../support/directory/own-credentials';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { addTeam } from '../support/directory/team';

// A link, a form and a query can replace everything in `event.request`: the type of the body, its length,
// the Origin and the cookies. They cannot contain a JSON true.

const NEEDS_JSON = OPERATIONS.filter(requiresJson).map(({ name }) => name);

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
let ssh: SshKey;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => ssh.remove());

const changed = () =>
  directory.database.query(
    'select seq::text from events union all select secret_hash::text from sessions order by 1',
  );

test.each([
  'session/log-in',
  'session/sign-up',
  'session/complete-sign-up',
  'session/sign-up-by-invitation',
  'session/forgot-password',
  'session/reset-password',
  'session/second-factor',
  'session/step-up',
  'session/switch-account',
  'session/accept-invitation',
  'session/log-out',
  'session/confirm-email',
  'account/delete-user',
  'account/change-password',
  'account/confirm-mfa',
  'token/ssh',
])('%s requires json: true', (path) => {
  expect(NEEDS_JSON).toContain(path);
});

// The values that the parsers of a query and a form return for json=true, json[]=true, json[a]=true, json
// and json=.
const NOT_TRUE = [undefined, 'true', ['true'], { a: 'true' }, '', 'on', '1', 1, false, null];

describe.each(NEEDS_JSON)('%s changes nothing and sets no cookie without json: true', (path) => {
  test('in any form that a query or a form can contain', async () => {
    const team = await addTeam(directory);
    const { ready } = ACCEPTED_CALLS[path] as AcceptedCall;
    const { caller, input } = await ready({ directory, team, ssh });
    const before = await changed();

    for (const json of NOT_TRUE) {
      const headers = { 'content-length': '900000' };
      const { status, body, headers: sent } = await caller.call(path, { ...input, json }, headers);

      expect({ json, status, body }).toMatchObject({
        status: 400,
        body: {
          error: {
            code: 'INPUT_INVALID',
            problems: ['json must be true, as a value of the JSON body'],
          },
        },
      });
      expect([sent['Set-Cookie'] ?? []].flat()).toEqual([]);
    }
    expect(await changed()).toEqual(before);
  });
});

const FOREIGN: readonly unknown[] = [
  'https://evil.example',
  'https://other-1234.twil.io',
  'http://localhost:3001',
  'http://localhost',
  'https://localhost:3000',
  'HTTP://LOCALHOST:3000',
  'http://localhost:3000/',
  'null',
  '',
  ['http://localhost:3000', 'https://evil.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
];

const WITHOUT_COOKIE = OPERATIONS.filter(
  ({ changes, access }) => changes && (access === 'anyone' || access.apiKey),
);

describe.each(WITHOUT_COOKIE)('$name, called without a cookie', ({ name, access }) => {
  const callerOf = async () => {
    if (access === 'anyone') return directory.caller();
    const administrator = await (await addTeam(directory)).session('admin');
    return keyHolder(directory, (await make(administrator, { type: 'api_key' })).token);
  };

  test('refuses a foreign Origin and changes nothing', async () => {
    const caller = await callerOf();
    const before = await changed();

    for (const origin of FOREIGN) {
      const { code } = await caller.call(name, {}, { origin } as Record<string, string>);
      expect({ origin, code }).toEqual({ origin, code: 'ORIGIN_INVALID' });
    }
    expect(await changed()).toEqual(before);
  });

  test.each([null, 'http://localhost:3000'])('accepts the Origin %s', async (origin) => {
    const { code } = await (await callerOf()).call(name, { unknown: 1 }, { origin });
    expect(code).toBe('INPUT_INVALID');
  });
});
