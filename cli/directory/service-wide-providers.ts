import { recordEvent } from '../../lib/directory/audit-log/record-event';
import { newId } from '../../lib/directory/crypto/ids';
import { inTransaction } from '../../lib/directory/database/database';
import { encryptClientSecret, providerObject } from '../../lib/directory/sso/identity-provider';
import { parseDisplayName } from '../../lib/directory/users/display-name';
import { formatColumns } from '../format-columns';
import { CliError, UsageError } from '../run-command';
import { type OpenDirectory, operatorSource } from './with-directory';

const PRESETS = {
  github: { name: 'GitHub', issuer: 'https://github.com' },
  google: { name: 'Google', issuer: 'https://accounts.google.com' },
} as const;

/** An identity provider of the whole service, without its secret. */
export interface NewProvider {
  readonly preset: keyof typeof PRESETS;
  readonly name: string;
  readonly clientId: string;
}

const VISIBLE = /^[\x20-\x7e]{1,255}$/;

/** Parses the options of `create-identity-provider`. @throws UsageError */
export function parseNewProvider(given: {
  readonly preset: string;
  readonly name?: string;
  readonly clientId: string;
}): NewProvider {
  const preset = Object.keys(PRESETS).find((one) => one === given.preset);
  if (preset === undefined) throw new UsageError('--preset must be github or google.');
  if (!VISIBLE.test(given.clientId)) throw new UsageError('--client-id is not a client ID.');
  const known = preset as keyof typeof PRESETS;
  try {
    const { name } = parseDisplayName(given.name ?? PRESETS[known].name);
    return { preset: known, name, clientId: given.clientId };
  } catch (reason) {
    throw new UsageError((reason as Error).message);
  }
}

/**
 * Adds an identity provider that the users of every account can link and log in with.
 *
 * @throws CliError for a secret that no provider has.
 */
export async function createServiceWideProvider(
  { database, keys, linkOrigin }: OpenDirectory,
  { preset, name, clientId }: NewProvider,
  clientSecret: string,
): Promise<void> {
  if (!/^[\x21-\x7e]{1,1024}$/.test(clientSecret)) {
    throw new CliError(
      'The client secret has characters that no provider uses. Nothing was changed.',
    );
  }
  const { origin, note } = await linkOrigin();
  const id = newId('idp');
  const { issuer } = PRESETS[preset];
  const values = {
    id,
    account_id: null,
    type: preset,
    name,
    issuer,
    client_id: clientId,
    client_secret: encryptClientSecret(keys(), id, clientSecret),
    client_authentication: 'post' as const,
    scopes: [],
    hosted_domain: null,
    active: true,
  };
  await inTransaction(database, async (tx) => {
    await tx.insertInto('identity_providers').values(values).execute();
    const object = providerObject(values);
    const event = { type: 'identity_provider_created', accountId: null, object } as const;
    await recordEvent(tx, operatorSource(), event);
  });
  console.log(`${name} was added (${id}). Users link it when they are logged in. Its registration must have this redirect URI:

  ${origin}/session/return-sso
${note}`);
}

/** Prints the identity providers of the whole service, the oldest first. */
export async function listServiceWideProviders({ database }: OpenDirectory): Promise<void> {
  const rows = await database
    .selectFrom('identity_providers as p')
    .select(['p.id', 'p.name', 'p.type', 'p.client_id'])
    .select((the) =>
      the
        .selectFrom('user_identities as i')
        .select((count) => count.fn.countAll<string>().as('count'))
        .whereRef('i.idp_id', '=', 'p.id')
        .as('identities'),
    )
    .where('p.account_id', 'is', null)
    .orderBy('p.created_at')
    .orderBy('p.id')
    .execute();
  if (rows.length === 0) {
    console.log('There are no identity providers of the whole service.');
    return;
  }
  const cells = rows.map((row) => [row.id, row.name, row.type, row.client_id, `${row.identities}`]);
  console.log(formatColumns([['ID', 'NAME', 'PRESET', 'CLIENT ID', 'IDENTITIES'], ...cells]));
}

/**
 * Deletes an identity provider of the whole service, with the identities and the sessions that began with it.
 *
 * @throws CliError if there is none, or it is of an account.
 */
export async function deleteServiceWideProvider(
  { database }: OpenDirectory,
  id: string,
): Promise<void> {
  const { name } = await inTransaction(database, async (tx) => {
    const deleted = await tx
      .deleteFrom('identity_providers')
      .where('id', '=', id)
      .where('account_id', 'is', null)
      .returning(['id', 'name', 'issuer'])
      .executeTakeFirst();
    if (deleted === undefined) {
      throw new CliError(`The service has no identity provider ${id} of its own.`);
    }
    const object = providerObject(deleted);
    const event = { type: 'identity_provider_deleted', accountId: null, object } as const;
    await recordEvent(tx, operatorSource(), event);
    return deleted;
  });
  console.log(
    `${name} was deleted. Its identities no longer log in, and their sessions have ended.`,
  );
}
