import { curl } from '../support/clients/curl';
import { basicAuthorization } from '../support/guard/invoke';
import { type Nginx, startNginx } from '../support/servers/nginx';
import { ENVIRONMENTS, withService } from '../support/services/environments';

// What the guard asks for, and what the service behind asks for.
const OUTER = { USERNAME: 'username', PASSWORD: 'a long password' };
const PAIR = `${OUTER.USERNAME}:${OUTER.PASSWORD}`;
const ALADDIN = 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==';
const REFUSED = {
  status: 502,
  challenge: '',
  body: 'The upstream service refused the credentials',
};

let nginx: Nginx;

beforeAll(async () => {
  nginx = await startNginx(['Aladdin:open sesame', `${PAIR}`]);
});
afterAll(() => nginx.close());

/** Calls /upstream in front of nginx, and says what nginx has noted. */
async function call(
  start: (typeof ENVIRONMENTS)[number]['start'],
  given: {
    readonly variables?: Readonly<Record<string, string>>;
    readonly args: readonly string[];
  },
) {
  const variables = { ...OUTER, UPSTREAM_URL: `${nginx.url}/page`, ...given.variables };
  const before = nginx.entries().length;
  return withService(start({ variables }), async ({ url, logs }) => {
    const answer = await curl(...given.args, `${url}/upstream`);
    return { answer, logs: logs(), entries: nginx.entries().slice(before) };
  });
}

test('nginx itself asks for credentials', async () => {
  expect(await curl(`${nginx.url}/page`)).toMatchObject({ status: 401 });
  expect(await curl('-u', 'Aladdin:open sesame', `${nginx.url}/page`)).toMatchObject({
    status: 200,
    body: 'Ahoy from nginx',
  });
});

describe.each(ENVIRONMENTS)('nginx with Basic Auth behind the guard, $environment', ({ start }) => {
  test('lets callers in whose credentials are the same on both sides', async () => {
    const { answer, entries } = await call(start, { args: ['-u', PAIR] });

    expect(answer).toEqual({ status: 200, challenge: '', body: 'Ahoy from nginx' });
    expect(entries).toEqual([
      {
        request: 'GET /page HTTP/1.1',
        status: '200',
        authorization: basicAuthorization(OUTER.USERNAME, OUTER.PASSWORD),
        remoteUser: 'username',
        authenticatedUser: 'username',
      },
    ]);
  });

  test('lets them in with credentials of its own, and never sees theirs', async () => {
    const variables = { UPSTREAM_AUTHORIZATION: ALADDIN };

    const { answer, entries } = await call(start, { variables, args: ['-u', PAIR] });

    expect(answer).toEqual({ status: 200, challenge: '', body: 'Ahoy from nginx' });
    expect(entries).toMatchObject([
      { authorization: ALADDIN, remoteUser: 'Aladdin', authenticatedUser: 'username' },
    ]);
  });

  test('is not asked for callers whom the guard refuses, whatever it would say', async () => {
    const variables = { UPSTREAM_AUTHORIZATION: ALADDIN };

    const { answer, entries } = await call(start, {
      variables,
      args: ['-u', 'Aladdin:open sesame'],
    });

    expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
    expect(answer.challenge).toContain('realm="Authentication Required"');
    expect(entries).toEqual([]);
  });

  test('tells its refusal apart from the guard’s', async () => {
    const wrong = basicAuthorization('Aladdin', 'close sesame');

    const { answer, logs, entries } = await call(start, {
      variables: { UPSTREAM_AUTHORIZATION: wrong },
      args: ['-u', PAIR],
    });

    expect(answer).toEqual(REFUSED);
    expect(entries).toMatchObject([{ status: '401', authorization: wrong }]);
    expect(logs.match(/UPSTREAM_REFUSED_CREDENTIALS/g)).toHaveLength(1);
    expect(logs).not.toContain(wrong.slice('Basic '.length));
  });

  test('refuses callers that only the guard knows, where their own credentials go through', async () => {
    const variables = { USERNAME: 'ada', PASSWORD: 'another password' };

    const { answer, entries } = await call(start, {
      variables,
      args: ['-u', 'ada:another password'],
    });

    expect(answer).toEqual(REFUSED);
    expect(entries).toMatchObject([{ status: '401', authenticatedUser: 'ada' }]);
  });

  test('is answered for with 502 while it is down', async () => {
    const stopped = await startNginx([PAIR]);
    await stopped.close();

    const { answer, logs } = await call(start, {
      variables: { UPSTREAM_URL: `${stopped.url}/page` },
      args: ['-u', PAIR],
    });

    expect(answer).toEqual({
      status: 502,
      challenge: '',
      body: 'The upstream service cannot be reached',
    });
    expect(logs).toMatch(/UPSTREAM_UNREACHABLE: ECONNREFUSED/);
  });

  test('passes back its other answers, such as 404', async () => {
    const { answer } = await call(start, {
      variables: { UPSTREAM_URL: `${nginx.url}/other` },
      args: ['-u', PAIR],
    });

    expect(answer.status).toBe(404);
    expect(answer.body).toContain('nginx');
  });
});
