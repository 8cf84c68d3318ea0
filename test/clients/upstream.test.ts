import { curl } from '../support/clients/curl';
import { basicAuthorization } from '../support/guard/invoke';
import { type Nginx, startNginx } from '../support/servers/nginx';
import { ENVIRONMENTS, withService } from '../support/services/environments';

// The guard requires OUTER and nginx requires ALADDIN.
const OUTER = { USERNAME: 'username', PASSWORD: 'a long password' };
const LOGIN = `${OUTER.USERNAME}:${OUTER.PASSWORD}`;
const ALADDIN = 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==';
const REFUSED = {
  status: 502,
  challenge: '',
  body: 'The upstream service refused the credentials',
};

let nginx: Nginx;

beforeAll(async () => {
  nginx = await startNginx(['Aladdin:open sesame', LOGIN]);
});
afterAll(() => nginx.close());

/** Calls /upstream in front of nginx, and returns the answer and nginx's log entries. */
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

test('nginx itself requires credentials', async () => {
  expect(await curl(`${nginx.url}/page`)).toMatchObject({ status: 401 });
  expect(await curl('-u', 'Aladdin:open sesame', `${nginx.url}/page`)).toMatchObject({
    status: 200,
    body: 'Ahoy from nginx',
  });
});

describe.each(ENVIRONMENTS)(
  'nginx with Basic Auth behind the guard, $environment,',
  ({ start }) => {
    test('accepts callers whose credentials are the same on both sides', async () => {
      const { answer, entries } = await call(start, { args: ['-u', LOGIN] });

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

    test('accepts callers by UPSTREAM_AUTHORIZATION and never sees their credentials', async () => {
      const variables = { UPSTREAM_AUTHORIZATION: ALADDIN };

      const { answer, entries } = await call(start, { variables, args: ['-u', LOGIN] });

      expect(answer).toEqual({ status: 200, challenge: '', body: 'Ahoy from nginx' });
      expect(entries).toMatchObject([
        { authorization: ALADDIN, remoteUser: 'Aladdin', authenticatedUser: 'username' },
      ]);
    });

    test('gets no request from callers whom the guard refuses', async () => {
      const variables = { UPSTREAM_AUTHORIZATION: ALADDIN };

      const { answer, entries } = await call(start, {
        variables,
        args: ['-u', 'Aladdin:open sesame'],
      });

      expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
      expect(answer.challenge).toContain('realm="Authentication Required"');
      expect(entries).toEqual([]);
    });

    test('causes a refusal that differs from the guard’s', async () => {
      const wrong = basicAuthorization('Aladdin', 'close sesame');

      const { answer, logs, entries } = await call(start, {
        variables: { UPSTREAM_AUTHORIZATION: wrong },
        args: ['-u', LOGIN],
      });

      expect(answer).toEqual(REFUSED);
      expect(entries).toMatchObject([{ status: '401', authorization: wrong }]);
      expect(logs.match(/UPSTREAM_REFUSED_CREDENTIALS/g)).toHaveLength(1);
      expect(logs).not.toContain(wrong.slice('Basic '.length));
    });

    test('refuses callers whom only the guard knows if their credentials are passed through', async () => {
      const variables = { USERNAME: 'ada', PASSWORD: 'another password' };

      const { answer, entries } = await call(start, {
        variables,
        args: ['-u', 'ada:another password'],
      });

      expect(answer).toEqual(REFUSED);
      expect(entries).toMatchObject([{ status: '401', authenticatedUser: 'ada' }]);
    });

    test('leads to a 502 while it is down', async () => {
      const stopped = await startNginx([LOGIN]);
      await stopped.close();

      const { answer, logs } = await call(start, {
        variables: { UPSTREAM_URL: `${stopped.url}/page` },
        args: ['-u', LOGIN],
      });

      expect(answer).toEqual({
        status: 502,
        challenge: '',
        body: 'The upstream service cannot be reached',
      });
      expect(logs).toMatch(/UPSTREAM_UNREACHABLE: ECONNREFUSED/);
    });

    test('has its other answers, such as 404, passed through', async () => {
      const { answer } = await call(start, {
        variables: { UPSTREAM_URL: `${nginx.url}/other` },
        args: ['-u', LOGIN],
      });

      expect(answer.status).toBe(404);
      expect(answer.body).toContain('nginx');
    });
  },
);
