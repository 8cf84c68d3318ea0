import { type RawBuilder, sql } from 'kysely';
import { ROLE_NAMES, type RoleName } from '../../identity/roles';
import type { LookupService } from '../call';
import { memberHasSecondFactor } from '../users/second-factors';

/** A search of an account's members. */
export interface MembersWanted {
  readonly accountId: string;
  /** A part of the name or of the email address, in any case. */
  readonly text?: string | undefined;
  readonly active?: boolean | undefined;
  readonly mfaEnabled?: boolean | undefined;
  /** A role that the members have. */
  readonly role?: RoleName | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Returns a query of the memberships that match, one more than `limit`, in the order of their ids. It reads only the
 * index of the account's members, because the other columns of 10,000 members are on thousands of pages.
 */
export function selectMatchingMembers({ database, rpId }: LookupService, wanted: MembersWanted) {
  const { accountId, text = '', active, mfaEnabled, role, after = '', limit } = wanted;
  const found = text.normalize('NFC').trim().toLowerCase();
  let query = database
    .selectFrom('memberships')
    .select('id')
    .where('account_id', '=', accountId)
    .where('id', '>', after);
  if (found !== '') query = query.where(sql<boolean>`strpos(search_text, ${found}) > 0`);
  if (active !== undefined) query = query.where('active', '=', active);
  if (mfaEnabled !== undefined)
    query = query.where(memberHasSecondFactor({ rpId }), '=', mfaEnabled);
  if (role !== undefined) query = query.where(hasRole(role));
  return query.orderBy('id').limit(limit + 1);
}

// A higher level includes the lower ones, and an administrator has every role.
function hasRole(role: RoleName): RawBuilder<boolean> {
  if (role === 'administrator') return sql`administrator`;
  const [kind = ''] = role.split(':');
  const levels = ROLE_NAMES.slice(ROLE_NAMES.indexOf(role))
    .filter((name) => name.startsWith(`${kind}:`))
    .map((name) => name.slice(kind.length + 1));
  return sql`(administrator or ${sql.ref(kind)} = any(${levels}))`;
}
