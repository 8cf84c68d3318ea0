import { isJsonObject, parseJson } from '../util/parse-json';
import { providerFetch } from './provider-fetch';
import type { ProvenIdentity, ProviderClient, ProviderLimits } from './sso';
import { requireValid, SsoFailure } from './sso-failure';

/**
 * Reads the user of an access token of GitHub, and the user's primary address. The number identifies the user, because a
 * released login name is given to others.
 *
 * @throws SsoFailure
 */
export async function readGithubIdentity(
  { issuer }: ProviderClient,
  accessToken: string,
  limits: ProviderLimits,
): Promise<ProvenIdentity> {
  const [user, emails] = await Promise.all([
    readApi(issuer, 'user', accessToken, limits),
    readApi(issuer, 'user/emails', accessToken, limits),
  ]);
  requireValid(isJsonObject(user) && Array.isArray(emails), 'response');
  const { id, name } = user;
  requireValid(typeof id === 'number' && Number.isSafeInteger(id), 'sub');
  const primary: unknown = emails.find((one) => isJsonObject(one) && one['primary'] === true);
  const { email, verified } = isJsonObject(primary) ? primary : {};
  return {
    subject: `${id}`,
    email: typeof email === 'string' ? email : undefined,
    isEmailVerified: verified === true,
    name: typeof name === 'string' && name !== '' ? name : undefined,
    amr: [],
    acr: undefined,
    authTime: undefined,
    sessionId: undefined,
    claims: { id, login: user['login'], name, emails },
  };
}

async function readApi(
  origin: string,
  path: string,
  accessToken: string,
  limits: ProviderLimits,
): Promise<unknown> {
  const api = origin === 'https://github.com' ? 'https://api.github.com' : `${origin}/api/v3`;
  const response = await providerFetch(limits)(`${api}/${path}`, {
    method: 'GET',
    // GitHub refuses a request without a User-Agent.
    headers: {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/vnd.github+json',
      'user-agent': 'twilio-functions-auth',
    },
  });
  if (response.status !== 200) throw new SsoFailure('invalid', `status ${response.status}`);
  return parseJson(await response.text());
}
