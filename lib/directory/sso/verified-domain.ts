import { sql } from 'kysely';
import { type EventSource, recordEvent } from '../audit-log/record-event';
import { check, type Tx } from '../database/database';
import { isUniqueViolation } from '../database/database-errors';
import type { Row } from '../database/tables';
import { DirectoryError } from '../errors';
import { OPERATOR } from '../invitations/invitations';

/**
 * Marks a domain of an account as verified.
 *
 * @throws DirectoryError `NOT_FOUND` if the account has no such domain. See also {@link orDomainExists}.
 */
export async function markVerified(
  tx: Tx,
  source: EventSource,
  { accountId, domain }: { readonly accountId: string; readonly domain: string },
): Promise<Row<'account_domains'>> {
  const now = sql<Date>`now()`;
  const by_operator = source.source === OPERATOR;
  const update = tx
    .updateTable('account_domains')
    .set({ verified_at: now, checked_at: now, lost_at: null, by_operator })
    .where('account_id', '=', accountId)
    .where('domain', '=', domain)
    .returningAll();
  const verified = check(tx, update, ([found]) => {
    if (found === undefined) throw new DirectoryError('NOT_FOUND');
    return found;
  });
  const object = { type: 'domain', id: domain };
  await recordEvent(tx, source, { type: 'domain_verified', accountId, object });
  return verified();
}

/** @throws DirectoryError `DOMAIN_EXISTS` if another account has verified the domain. */
export function orDomainExists<T>(verified: Promise<T>): Promise<T> {
  return verified.catch((reason: unknown) => {
    throw isUniqueViolation(reason) ? new DirectoryError('DOMAIN_EXISTS') : reason;
  });
}
