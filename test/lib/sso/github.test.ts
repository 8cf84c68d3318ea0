import type { ServerResponse } from 'node:http';
import { authorizationUrl, newLoginSecrets, redeemCode } from '../../../lib/sso/index';
import { type ProviderServer, startProviderServer } from '../../support/sso/provider-server';

// GitHub Enterprise Server has the paths of GitHub at its own origin.

const PRIMARY = { email: 'ada@example.com', primary: true, verified: true };
const SECOND = { email: 'victim@example.com', primary: false, verified: false };

let provider: ProviderServer;
beforeEach(async () => {
  provider = await startProviderServer();
});
afterEach(() => provider.close());

interface GithubAnswers {
  readonly token?: object;
  readonly user?: object;
  readonly emails?: unknown;
}

async function logIn({ token, user, emails }: GithubAnswers = {}) {
  const json = (body: unknown) => (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  provider.faults = {
    at: {
      '/login/oauth/access_token': json(token ?? { access_token: 'a', token_type: 'bearer' }),
      '/api/v3/user': json(user ?? { id: 583231, login: 'ada', name: 'Ada' }),
      '/api/v3/user/emails': json(emails ?? [SECOND, PRIMARY]),
    },
  };
  const client = { ...provider.client, type: 'github' } as const;
  const limits = () => ({ endsAt: performance.now() + 6000, allowLoopback: true });
  const request = { ...newLoginSecrets(), redirectUri: 'https://service.example/return' };
  const url = new URL(
    `${await authorizationUrl(client, { ...request, isStepUp: false }, limits())}`,
  );
  const state = url.searchParams.get('state') ?? '';
  return redeemCode(client, { ...request, parameters: { code: 'code', state } }, limits());
}

test('the number identifies a user, because names are given to others', async () => {
  expect(await logIn()).toMatchObject({
    subject: '583231',
    name: 'Ada',
    email: 'ada@example.com',
    isEmailVerified: true,
  });
});

test.each([
  ['a second address', [SECOND], { email: undefined, isEmailVerified: false }],
  [
    'a primary address without verification',
    [{ ...PRIMARY, verified: false }],
    { isEmailVerified: false },
  ],
  ['a verification as a text', [{ ...PRIMARY, verified: 'true' }], { isEmailVerified: false }],
])('threat 5: %s is not a verified address', async (_name, emails, expected) => {
  expect(await logIn({ emails })).toMatchObject({ subject: '583231', ...expected });
});

test.each<[string, GithubAnswers]>([
  ['an error with the status 200', { token: { error: 'bad_verification_code' } }],
  ['a user without a number', { user: { login: 'ada' } }],
  ['addresses that are no list', { emails: {} }],
])('%s is refused', async (_name, answers) => {
  expect(await logIn(answers)).toMatchObject({ problem: 'invalid' });
});
