import { sendRequest } from '../support/clients/send-request';
import { authorized } from '../support/guard/conformance-cases';
import { findFreePort } from '../support/servers/free-port';
import { ENVIRONMENTS, withService } from '../support/services/environments';
import { type Service, VARIABLES } from '../support/services/service';

describe.each(ENVIRONMENTS)('invalid upstream settings, $environment,', ({ start }) => {
  const call = ({ url }: Service, headers = {}) => sendRequest(`${url}/upstream`, { headers });
  const callWith = (variables: Readonly<Record<string, string>>) =>
    withService(start({ variables: { ...VARIABLES, ...variables } }), async (service) => {
      const answer = await call(service, authorized());
      return { answer, logs: service.logs() };
    });

  const NOT_CONFIGURED = { status: 500, body: 'The upstream service is not configured' };

  describe('that are missing', () => {
    let service: Service;
    beforeAll(async () => {
      service = await start({ variables: VARIABLES });
    });
    afterAll(() => service.close());

    test('are named in the log', async () => {
      expect(await call(service, authorized())).toMatchObject(NOT_CONFIGURED);
      expect(service.logs()).toMatch(/UPSTREAM_URL is required/);
    });

    test('are not visible without valid credentials', async () => {
      expect(await call(service)).toMatchObject({ status: 401, body: 'Unauthorized' });
    });
  });

  test.each([
    [
      'credentials in the URL and an invalid UPSTREAM_AUTHORIZATION',
      { UPSTREAM_URL: 'http://me:secret@127.0.0.1/', UPSTREAM_AUTHORIZATION: 'Basic sécret' },
      /UPSTREAM_URL must not contain credentials.*; UPSTREAM_AUTHORIZATION must be a valid/,
    ],
    ['a file', { UPSTREAM_URL: 'file:///etc/passwd' }, /UPSTREAM_URL must be an http or https URL/],
  ])('are named in the log: %s', async (_what, variables, line) => {
    const { answer, logs } = await callWith(variables);

    expect(answer).toMatchObject(NOT_CONFIGURED);
    expect(logs).toMatch(line);
    expect(logs).not.toMatch(/s[eé]cret/);
  });

  test('that point to an unreachable server lead to a 502', async () => {
    const UPSTREAM_URL = `http://127.0.0.1:${await findFreePort()}/`;

    const { answer, logs } = await callWith({ UPSTREAM_URL });

    expect(answer).toMatchObject({ status: 502, body: 'The upstream service cannot be reached' });
    expect(logs).toMatch(/UPSTREAM_UNREACHABLE: ECONNREFUSED/);
  });
});
