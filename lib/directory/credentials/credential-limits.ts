import { sql } from 'kysely';
import type { LockedAccount } from '../accounts/account-transaction';
import { type Call, callerOf } from '../call';
import { check, type Tx } from '../database/database';
import type { CredentialType } from '../database/tables';
import { DirectoryError } from '../errors';
import type { Owner } from './credential-owner';

/**
 * Returns the expiry of a credential. The check is sent with the next statement.
 *
 * @param given - null: no expiry. Undefined: the expiry of the caller's credential.
 * @throws DirectoryError `EXPIRY_INVALID` for a time after the expiry of the caller's credential, and with the
 *   next statement for a time in the past.
 */
export function resolveExpiry(tx: Tx, call: Call, given: Date | null | undefined): Date | null {
  const expiry = given === undefined ? latestOf(call) : given;
  requireShorterExpiry(call, expiry);
  if (expiry !== null) requireFutureExpiry(tx, expiry);
  return expiry;
}

/**
 * Requires that a new credential does not outlive the one used to create it, whether that is an expiring API
 * key or the previous secret of a rotated one.
 *
 * @throws DirectoryError `EXPIRY_INVALID`
 */
export function requireShorterExpiry(call: Call, expiry: Date | null): void {
  const latest = latestOf(call);
  if (latest === null) return;
  if (expiry === null || expiry > latest) throw new DirectoryError('EXPIRY_INVALID');
}

function latestOf(call: Call): Date | null {
  const { expiresAt } = callerOf(call);
  return expiresAt === undefined ? null : new Date(expiresAt);
}

function requireFutureExpiry(tx: Tx, expiry: Date): void {
  const query = sql<{ isAhead: boolean }>`select ${expiry}::timestamptz > now() as "isAhead"`;
  check(tx, query, ([row]) => {
    if (row?.isAhead !== true) throw new DirectoryError('EXPIRY_INVALID');
  });
}

// The maximum of an owner's credentials of one type, and of an account's credentials of all types.
const MAX_PER_OWNER = 100;
const MAX_PER_ACCOUNT = 10_000;

/**
 * Requires that an owner may have one more credential of a type. Call it inside `withAccountLock`, which
 * makes the limits exact. The check is sent with the next statement.
 *
 * @throws DirectoryError there: `LIMIT_REACHED`
 */
export function requireCredentialQuota(
  { tx, accountId }: LockedAccount,
  { owner, type }: { readonly owner: Owner; readonly type: CredentialType },
): void {
  const count = tx
    .selectFrom('credentials')
    .select((the) => the.fn.countAll<string>().as('count'))
    .where('issued_by', 'is', null);
  const own = count.where(owner.column, '=', owner.id).where('type', '=', type);
  const all = count.where('account_id', '=', accountId);
  const counts = sql<{ own: string; all: string }>`select ${own} as own, ${all} as all`;
  check(tx, counts, ([found]) => {
    if (Number(found?.own) >= MAX_PER_OWNER || Number(found?.all) >= MAX_PER_ACCOUNT) {
      throw new DirectoryError('LIMIT_REACHED');
    }
  });
}
