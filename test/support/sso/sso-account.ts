import { randomBytes } from 'node:crypto';
import { directoryKeys } from '../../../lib/directory/crypto/keys';
import { encryptClientSecret } from '../../../lib/directory/sso/identity-provider';
import type { Caller, TestDirectory } from '../directory/directory';
import { addRow, inSeconds } from '../directory/directory-rows';
import type { Claims } from '../guard/jwt';
import type { ProviderServer } from './provider-server';

type Columns = Parameters<typeof addRow>[2];

/** Adds an active identity provider to an account. @returns its id. */
export async function addProvider(
  { database, variables }: TestDirectory,
  { client }: Pick<ProviderServer, 'client'>,
  columns: Columns,
): Promise<string> {
  const id = `idp_${randomBytes(8).toString('hex')}`;
  const keys = directoryKeys({
    DIRECTORY_KEY: variables['DIRECTORY_KEY'],
    DIRECTORY_KEY_PREVIOUS: undefined,
  });
  if ('problems' in keys) throw new Error(keys.problems.join(', '));
  await addRow(database, 'identity_providers', {
    id,
    type: client.type,
    name: 'Example login',
    issuer: client.issuer,
    client_id: client.clientId,
    client_secret: encryptClientSecret(keys, id, client.clientSecret),
    client_authentication: 'post',
    scopes: [],
    active: true,
    ...columns,
  });
  return id;
}

/** Adds a verified domain to an account. */
export async function addDomain(
  { database }: TestDirectory,
  account: string,
  domain: string,
  columns: Columns = { verified_at: inSeconds(0) },
): Promise<void> {
  await addRow(database, 'account_domains', {
    domain,
    account_id: account,
    token: 'token',
    ...columns,
  });
}

/** A login at a provider that must still be finished. */
export interface StartedLogin {
  readonly attempt: string;
  readonly url: string;
}

/** Starts a login, and logs a user in at the provider. @returns the input of `session/finish-sso`. */
export async function readyToFinish(
  caller: Caller,
  provider: ProviderServer,
  { identityProvider, user }: { readonly identityProvider: string; readonly user: Claims },
): Promise<Record<string, string>> {
  const { status, body } = await caller.call('session/start-sso', { identityProvider });
  if (status !== 200) throw new Error(`The login was not started: ${JSON.stringify(body)}`);
  const { attempt, url } = body as StartedLogin;
  return { attempt, ...provider.logIn(url, user) };
}
