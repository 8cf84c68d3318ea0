import { askForToken } from '../support/clients/ask-for-token';
import { sendRequest } from '../support/clients/send-request';
import {
  type Claims,
  claims,
  ed25519,
  p256,
  publicKeyOf,
  rawToken,
  seconds,
  signingKeyOf,
  tokenOf,
} from '../support/guard/jwt';
import { OWN_ISSUER, OWN_TOKEN_FUNCTIONS } from '../support/projects/own-token-functions';
import { startUpstreamServer, type UpstreamServer } from '../support/servers/upstream-server';
import { ENVIRONMENTS, withService } from '../support/services/environments';
import type { Service } from '../support/services/service';

// These tests present tokens of /token to Functions of the same service.

const CLIENT = { clientId: 'crm', clientSecret: 'correct horse', by: 'basic' } as const;
const KEY = ed25519('current');
const NEXT_KEY = p256('next');
const VARIABLES = {
  BASIC_AUTH_CREDENTIALS: 'crm:correct horse',
  JWT_SIGNING_KEY: signingKeyOf(KEY),
  OAUTH_SCOPES: 'crm:messages:read messages:write',
};
// Without JWT_AUDIENCE, the issuer is the audience when tokens are issued and verified.
const NAMED = { ...VARIABLES, JWT_ISSUER: OWN_ISSUER };
const REALM = 'Bearer realm="Authentication Required"';

const OWN_CLAIMS = { iss: OWN_ISSUER, aud: OWN_ISSUER, sub: 'crm' };
const ownToken = (more: Claims = {}, signer = KEY) =>
  tokenOf(signer, { ...OWN_CLAIMS, ...more }, { typ: 'at+jwt' });

async function askFor({ url }: Service, scope?: string): Promise<string> {
  const { access_token: token } = await askForToken(url, {
    ...CLIENT,
    ...(scope === undefined ? {} : { scope }),
  });
  return `${token}`;
}

const call = ({ url }: Service, path: string, token: string) =>
  sendRequest(url + path, { headers: { Authorization: `Bearer ${token}` } });

describe.each(ENVIRONMENTS)('$environment', ({ start }) => {
  const startWith = (variables: Readonly<Record<string, string>>) =>
    start({ functions: OWN_TOKEN_FUNCTIONS, variables });

  describe('the token of a client', () => {
    let service: Service;
    let publisher: UpstreamServer;

    beforeAll(async () => {
      // This server passes through the service's own /jwks, whose URL is unknown until the service has started.
      publisher = await startUpstreamServer(async (_request, response) => {
        const { status, body } = await sendRequest(`${service.url}/jwks`);
        response.writeHead(status).end(body);
      });
      service = await startWith({ ...NAMED, OWN_JWKS_URI: publisher.url });
    });
    afterAll(async () => {
      await service?.close();
      await publisher?.close();
    });

    test.each(['/own', '/fetched', '/read', '/write'])('is accepted at %s', async (path) => {
      const answer = await call(service, path, await askFor(service));

      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body)).toMatchObject({
        scheme: 'bearer',
        username: 'crm',
        scopes: ['messages:read', 'messages:write'],
        claims: { iss: OWN_ISSUER, aud: OWN_ISSUER, client_id: 'crm' },
      });
    });

    test.each([
      ['/read', 'messages:read', 'messages:write'],
      ['/write', 'messages:write', 'messages:read'],
    ])(
      'is accepted at %s with the scope %s, which a refusal of others names',
      async (path, right, wrong) => {
        const answer = await call(service, path, await askFor(service, wrong));

        expect((await call(service, path, await askFor(service, right))).status).toBe(200);
        expect(answer).toMatchObject({ status: 403, body: 'Forbidden' });
        expect(answer.headers['www-authenticate']).toBe(
          `${REALM}, error="insufficient_scope", scope="${right}"`,
        );
      },
    );

    test.each<[string, () => string]>([
      ['that has expired', () => ownToken({ exp: seconds(-60) })],
      ['of another service', () => ownToken({ iss: 'https://other.example' })],
      ['for another service', () => ownToken({ aud: 'https://other.example' })],
      ['signed with another key of that name', () => ownToken({}, ed25519('current'))],
      ['signed with an unknown key', () => ownToken({}, NEXT_KEY)],
      [
        'that is not signed',
        () => rawToken({ alg: 'none' }, claims(OWN_CLAIMS), () => Buffer.alloc(0)),
      ],
      ['that has an additional character', () => `${ownToken()}A`],
    ])('is refused with any source of keys if it is one %s', async (_what, token) => {
      for (const path of ['/own', '/fetched']) {
        const answer = await call(service, path, token());

        expect(answer).toMatchObject({ status: 401, body: 'Unauthorized' });
        expect(answer.headers['www-authenticate']).toBe(`${REALM}, error="invalid_token"`);
      }
      // The same kind of token is accepted without the fault.
      expect((await call(service, '/own', ownToken())).status).toBe(200);
    });

    test('has an expiry that only the log mentions', async () => {
      await call(service, '/own', ownToken({ exp: seconds(-60) }));

      expect(service.logs()).toMatch(/"username":"crm".*"code":"CREDENTIALS_EXPIRED"/);
    });

    test('is valid in a rotation of the key until the previous key is removed', async () => {
      const rotated = { ...NAMED, JWT_SIGNING_KEY: signingKeyOf(NEXT_KEY) };
      const old = await askFor(service);

      const during = await withService(
        startWith({ ...rotated, JWT_SIGNING_KEY_PREVIOUS: publicKeyOf(KEY) }),
        async (next) => {
          const fresh = await askFor(next);
          return [
            fresh,
            (await call(next, '/own', old)).status,
            (await call(next, '/own', fresh)).status,
          ] as const;
        },
      );
      const [fresh, ...statusesDuring] = during;
      const statusesAfter = await withService(
        startWith({ ...rotated, JWT_SIGNING_KEY_PREVIOUS: 'none' }),
        async (next) => [
          (await call(next, '/own', old)).status,
          (await call(next, '/own', fresh)).status,
        ],
      );

      expect(statusesDuring).toEqual([200, 200]);
      expect(statusesAfter).toEqual([401, 200]);
    });
  });

  test('a service without JWT_ISSUER uses its domain as the issuer', async () => {
    await withService(startWith(VARIABLES), async (service) => {
      const answer = await call(service, '/own', await askFor(service));
      const { iss, aud } = JSON.parse(answer.body).claims;

      expect(answer.status).toBe(200);
      expect(iss).toMatch(/^https:\/\/[\w.:-]+$/);
      expect(aud).toBe(iss);
      // A token of another issuer is refused even if it is signed with the same key.
      expect((await call(service, '/own', ownToken())).status).toBe(401);
    });
  });
});
