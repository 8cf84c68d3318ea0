import crypto from 'node:crypto';
import { basic, type Scheme, withAuth } from '../../assets/auth.private';
import { basicAuthorization, invoke } from '../support/guard/invoke';
import { RELAXED } from '../support/guard/no-throttle';
import { VARIABLES } from '../support/services/service';

// Each of these faults was found by running another guard. The title says what that guard did.

const guard = (credentials: { username: string; password: string }, realm = 'Test') =>
  withAuth(basic({ credentials, realm, ...RELAXED }), () => 'in');
const quickstart = withAuth(basic(), () => 'in');
const raw = (bytes: string) => `Basic ${Buffer.from(bytes, 'latin1').toString('base64')}`;

let errorLog: jest.SpyInstance;

beforeEach(() => {
  errorLog = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

async function statusOf(handler: typeof quickstart, authorization: unknown, variables = VARIABLES) {
  const answer = await invoke(handler, { authorization, variables });
  return answer.status;
}

describe('Twilio\u2019s quickstart', () => {
  test('refused a right password with a colon', async () => {
    const variables = { USERNAME: 'twilio', PASSWORD: 'ahoy:there#x' };

    expect(
      await statusOf(quickstart, basicAuthorization('twilio', 'ahoy:there#x'), variables),
    ).toBe(200);
  });

  test('accepted any text after the right password and a colon', async () => {
    expect(await statusOf(quickstart, basicAuthorization('twilio', 'ahoy!:anything'))).toBe(401);
  });

  test('accepted "twilio" without a colon if only PASSWORD was unset', async () => {
    const variables = { USERNAME: 'twilio' } as never;

    expect(await statusOf(quickstart, raw('twilio'), variables)).toBe(500);
  });

  test.each([
    ['Authorization: Basic without credentials', 'Basic'],
    ['two Authorization headers', [basicAuthorization('twilio', 'ahoy!'), 'Basic x']],
  ])('answered 500 to %s', async (_case, authorization) => {
    expect(await statusOf(quickstart, authorization)).toBe(401);
  });

  test('answered 500 to ?request=1', async () => {
    expect((await invoke(quickstart, { event: { request: '1' } })).status).toBe(401);
  });

  test('sent its 401 as application/octet-stream and named no charset', async () => {
    const { headers } = await invoke(quickstart);

    expect(headers['Content-Type']).toBe('text/plain; charset=utf-8');
    expect(headers['WWW-Authenticate']).toContain('charset="UTF-8"');
  });
});

describe('function templates', () => {
  test.each([
    ['accepted a request without a passcode if none was set', undefined],
    [
      'accepted a caller if both sides were the text "undefined"',
      basicAuthorization('undefined', 'undefined'),
    ],
    ['accepted "null" if the password was unset', basicAuthorization('null', 'null')],
    ['accepted an empty username and password if both were set empty', basicAuthorization('', '')],
  ])('%s', async (_case, authorization) => {
    expect(await statusOf(quickstart, authorization, {} as never)).toBe(500);
    expect(await statusOf(quickstart, authorization, { USERNAME: '', PASSWORD: '' })).toBe(500);
  });

  test('accepted the secret in the query or the body, which are logged', async () => {
    const event = { ...VARIABLES, username: 'twilio', password: 'ahoy!', request: { headers: {} } };

    expect((await invoke(quickstart, { event })).status).toBe(401);
  });

  test('switched authentication off on localhost', async () => {
    const variables = {
      ...VARIABLES,
      DOMAIN_NAME: 'localhost:3000',
      DISABLE_AUTH_FOR_LOCALHOST: 'true',
    };

    expect(await statusOf(quickstart, undefined, variables)).toBe(401);
  });
});

test('@twilio-labs/runtime-helpers threw if the header was missing, so it sent no challenge', async () => {
  const answer = await invoke(quickstart);

  expect(answer).toMatchObject({ error: null, status: 401 });
  expect(answer.headers['WWW-Authenticate']).toBeDefined();
});

test('twilio-flex-token-validator turned an error of the handler into 403 and showed its message', async () => {
  const broken = withAuth(basic(), () => {
    throw new Error('of the handler');
  });

  const { error } = await invoke(broken, { authorization: basicAuthorization('twilio', 'ahoy!') });

  expect(error).toEqual(new Error('of the handler'));
});

describe('http-auth', () => {
  test('used a stored hash of an unknown format as a plain password', async () => {
    const hash = `$2b$10$${'a'.repeat(53)}`;

    expect(
      await statusOf(guard({ username: 'vera', password: hash }), basicAuthorization('vera', hash)),
    ).toBe(500);
  });

  test.each([
    ['\u00e4\u00e4\u00e4', 'aaa'],
    ['aaa', '\u00e4\u00e4\u00e4'],
  ])('threw on a password of equal length in other bytes: %s for %s', async (sent, configured) => {
    const handler = guard({ username: 'vera', password: configured });

    expect(await statusOf(handler, basicAuthorization('vera', sent))).toBe(401);
  });
});

test('h3 accepted any username if the configured one was empty', async () => {
  const handler = guard({ username: '', password: 'x' });

  expect(await statusOf(handler, basicAuthorization('anyone', 'x'))).toBe(500);
});

describe('elysia-basic-auth and passport-http', () => {
  test.each([
    ['cut the password at its first colon', raw('user:pa:anything')],
    ['padded the password with zeros', raw('user:pa\0\0')],
    ['accepted any scheme that ends in basic', `NotBasic ${raw('user:pa').slice(6)}`],
    ['accepted any scheme that begins with basic', `BasicAtAll ${raw('user:pa').slice(6)}`],
    ['answered 200 to a malformed header', 'Basic %'],
  ])('%s', async (_case, authorization) => {
    expect(await statusOf(guard({ username: 'user', password: 'pa' }), authorization)).toBe(401);
  });
});

describe('express-basic-auth', () => {
  test('never answered a request if an asynchronous check rejected', async () => {
    const rejecting: Scheme = {
      name: 'rejecting',
      configure: () => ({ challenge: 'X', authenticate: () => Promise.reject(new Error('away')) }),
    };

    expect((await invoke(withAuth(rejecting, () => 'in'))).status).toBe(401);
  });

  test('did not escape the realm', async () => {
    const { headers } = await invoke(
      guard({ username: 'a', password: 'b' }, 'x", Newauth realm="y'),
    );

    expect(headers['WWW-Authenticate']).toBe(
      'Basic realm="x\\", Newauth realm=\\"y", charset="UTF-8"',
    );
  });

  test('threw on every request if a password was undefined', async () => {
    const handler = guard({ username: 'a', password: undefined as never });

    expect(await invoke(handler)).toMatchObject({ error: null, status: 500 });
    expect(errorLog).toHaveBeenCalledWith(
      expect.stringContaining('the password of user "a" in credentials is required'),
    );
  });
});

test.each(['\r\nX-Injected: 1', '\u6697\u53f7'])(
  'hono sent an unexplained 500 in place of every 401 if the realm was %j',
  async (realm) => {
    await invoke(guard({ username: 'a', password: 'b' }, realm));

    expect(errorLog).toHaveBeenCalledWith(expect.stringContaining('realm must be'));
  },
);

describe('hono and Caddy took a time that depended on the username and on the number of users, but here', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => ({ username: `u${n}`, password: `p${n}` }));
  const handler = withAuth(basic({ credentials: many, ...RELAXED }), () => 'in');

  test.each([
    ['the first user', basicAuthorization('u0', 'wrong')],
    ['the last user', basicAuthorization('u9999', 'wrong')],
    ['an unknown user', basicAuthorization('nobody', 'wrong')],
    ['a prefix of a right password', basicAuthorization('u9999', 'p999')],
  ])('%s costs two digests', async (_case, authorization) => {
    await invoke(handler, { authorization });
    const digests = jest.spyOn(crypto, 'hash');

    expect((await invoke(handler, { authorization })).status).toBe(401);
    expect(digests).toHaveBeenCalledTimes(2);
  });
});

test('parsers that decode with replacement characters accepted different bytes as one password', async () => {
  const handler = guard({ username: 'user', password: '\ufffd' });

  expect(await statusOf(handler, raw('user:\xff'))).toBe(401);
  expect(await statusOf(handler, raw('user:\xc0\x80'))).toBe(401);
  expect(await statusOf(handler, raw('user:\xed\xa0\x80'))).toBe(401);
  expect(await statusOf(handler, basicAuthorization('user', '\ufffd'))).toBe(200);
});
