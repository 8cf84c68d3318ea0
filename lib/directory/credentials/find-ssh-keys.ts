import { sql } from 'kysely';
import type { Database } from '../database/database';
import { CREDENTIALS_WITH_OWNERS, type FoundOwner, OWNER_COLUMNS } from './credential-identity';

/** An SSH key that an account knows. */
export interface FoundSshKey extends FoundOwner {
  /** Until when it counts; null: for ever. */
  readonly expires_at: Date | null;
  /** Whether it counts now: it has not expired, and its owner may act in the account. */
  readonly is_live: boolean;
}

// Anybody may add a public key to an account of their own, so there may be many.
const MOST = 20;

/**
 * The SSH keys with a fingerprint: one in each account that knows it.
 *
 * @param accountId - the account that is meant; undefined: any.
 */
export async function findSshKeys(
  database: Database,
  {
    fingerprint,
    accountId,
  }: { readonly fingerprint: string; readonly accountId: string | undefined },
): Promise<readonly FoundSshKey[]> {
  const isMeant = accountId === undefined ? sql`true` : sql`c.account_id = ${accountId}`;
  const { rows } = await sql<FoundSshKey>`
    select found.*, is_active and not must_enrol and not is_expired as is_live
    from (
      select c.expires_at, coalesce(c.expires_at <= now(), false) as is_expired, ${OWNER_COLUMNS}
      from ${CREDENTIALS_WITH_OWNERS}
      where c.fingerprint = ${fingerprint} and ${isMeant}
      order by c.created_at, c.id
      limit ${MOST}
    ) as found`.execute(database);
  return rows;
}
