import { sql } from 'kysely';
import { callerOf } from '../../identity/identity';
import type { Call } from '../call';
import type { Tx } from '../database/database';
import { DirectoryError } from '../errors';

/**
 * Reads until when a credential is to count.
 *
 * @param given - null: for ever; undefined: for as long as what the caller has presented.
 * @throws DirectoryError `EXPIRY_INVALID` for a time that is over, or too late for this caller.
 */
export async function readExpiry(
  tx: Tx,
  call: Call,
  given: Date | null | undefined,
): Promise<Date | null> {
  const expiry = given === undefined ? latestOf(call) : given;
  mustNotOutlive(call, expiry);
  if (expiry !== null) await mustBeAhead(tx, expiry);
  return expiry;
}

/**
 * Makes sure that nobody gets out of a secret whose time is limited one that counts for longer: neither
 * of an API key that expires, nor of the old secret of one that was rotated.
 *
 * @throws DirectoryError `EXPIRY_INVALID`
 */
export function mustNotOutlive(call: Call, expiry: Date | null): void {
  const latest = latestOf(call);
  if (latest === null) return;
  if (expiry === null || expiry > latest) throw new DirectoryError('EXPIRY_INVALID');
}

function latestOf(call: Call): Date | null {
  const { expiresAt } = callerOf(call);
  return expiresAt === undefined ? null : new Date(expiresAt);
}

async function mustBeAhead(tx: Tx, expiry: Date): Promise<void> {
  const { rows } = await sql<{ isAhead: boolean }>`
    select ${expiry}::timestamptz > now() as "isAhead"`.execute(tx);
  if (rows[0]?.isAhead !== true) throw new DirectoryError('EXPIRY_INVALID');
}
