import { sql } from 'kysely';
import type { LockedAccount } from '../accounts/account-transaction';
import type { Call } from '../call';
import { callerOf } from '../call';
import type { Tx } from '../database/database';
import type { CredentialType } from '../database/tables';
import { DirectoryError } from '../errors';
import type { Owner } from './credential-owner';

/**
 * Reads until when a credential is to count.
 *
 * @param given - null: for ever; undefined: for as long as what the caller has presented.
 * @throws DirectoryError `EXPIRY_INVALID` for a time that is over, or too late for this caller.
 */
export async function resolveExpiry(
  tx: Tx,
  call: Call,
  given: Date | null | undefined,
): Promise<Date | null> {
  const expiry = given === undefined ? latestOf(call) : given;
  requireShorterExpiry(call, expiry);
  if (expiry !== null) await requireFutureExpiry(tx, expiry);
  return expiry;
}

/**
 * Makes sure that nobody gets out of a secret whose time is limited one that counts for longer: neither
 * of an API key that expires, nor of the old secret of one that was rotated.
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

async function requireFutureExpiry(tx: Tx, expiry: Date): Promise<void> {
  const { rows } = await sql<{ isAhead: boolean }>`
    select ${expiry}::timestamptz > now() as "isAhead"`.execute(tx);
  if (rows[0]?.isAhead !== true) throw new DirectoryError('EXPIRY_INVALID');
}

/** How many credentials of one kind an owner has at most, and how many of all kinds an account. */
const MAX_PER_OWNER = 100;
const MAX_PER_ACCOUNT = 10_000;

/**
 * Makes sure that an owner may have one more credential of a kind. Inside of `withAccountLock`, where nobody
 * else makes one meanwhile: the limits hold exactly.
 *
 * @throws DirectoryError `LIMIT_REACHED`
 */
export async function requireCredentialQuota(
  { tx, accountId }: LockedAccount,
  { owner, type }: { readonly owner: Owner; readonly type: CredentialType },
): Promise<void> {
  const { own, all } = await tx
    .selectFrom('credentials')
    .select((the) => [
      the.fn
        .countAll<string>()
        .filterWhere(owner.column, '=', owner.id)
        .filterWhere('type', '=', type)
        .as('own'),
      the.fn.countAll<string>().as('all'),
    ])
    .where('account_id', '=', accountId)
    .where('issued_by', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(own) >= MAX_PER_OWNER || Number(all) >= MAX_PER_ACCOUNT) {
    throw new DirectoryError('LIMIT_REACHED');
  }
}
