import { randomBytes } from 'node:crypto';
import { makeToken } from '../../../lib/tokens/token-format';
import { addRow, sha256 } from '../directory/directory-rows';
import type { TestDatabase } from '../postgres/database';

/** Adds a group without members. @returns its id. */
export async function addGroup(database: TestDatabase, account: string): Promise<string> {
  const id = `grp_${randomBytes(8).toString('hex')}`;
  await addRow(database, 'scim_groups', {
    id,
    account_id: account,
    display_name: id,
    name_key: id,
  });
  return id;
}

/** Adds a service user with a SCIM token. @returns the token. */
export async function addScimToken(
  database: TestDatabase,
  account: string,
): Promise<{ readonly token: string; readonly serviceUser: string }> {
  const { id, token } = makeToken('tfp');
  const serviceUser = `svc_${id}`;
  const name = `Okta ${id}`;
  await addRow(database, 'service_users', {
    id: serviceUser,
    account_id: account,
    name,
    name_key: name.toLowerCase(),
    developer: 'read-only',
  });
  await addRow(database, 'credentials', {
    id: `tfp_${id}`,
    account_id: account,
    type: 'scim_token',
    service_user_id: serviceUser,
    secret_hash: sha256(token),
    created_by: 'usr_admin',
  });
  return { token, serviceUser };
}
