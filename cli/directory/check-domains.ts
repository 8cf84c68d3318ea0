import { sql } from 'kysely';
import { recordEvent } from '../../lib/directory/audit-log/record-event';
import { type Database, inTransaction } from '../../lib/directory/database/database';
import type { Row } from '../../lib/directory/database/tables';
import { recordName, recordValue } from '../../lib/directory/sso/account-domain';
import { readTxtRecords } from '../../lib/directory/sso/read-txt-records';
import { operatorSource } from './with-directory';

type Domain = Row<'account_domains'>;

const DAYS = 30;
// A lookup takes three seconds if no server answers.
const AT_ONCE = 50;

/**
 * Looks up the DNS records of verified domains again: 30 days after the last lookup, or at once if it was missing
 * then. A domain without its record for 30 days is no longer verified. Each of the two is an event `domain_lost`.
 *
 * @returns the number of domains whose record is missing.
 */
export async function checkDomains(database: Database): Promise<number> {
  const age = sql<Date>`now() - make_interval(days => ${DAYS})`;
  const due = await database
    .selectFrom('account_domains')
    .selectAll()
    .where('verified_at', 'is not', null)
    .where('by_operator', '=', false)
    .where((the) =>
      the.or([
        the('lost_at', 'is not', null),
        the(sql<Date>`coalesce(checked_at, verified_at)`, '<=', age),
      ]),
    )
    .orderBy(sql`coalesce(checked_at, verified_at)`)
    .limit(AT_ONCE)
    .execute();
  let missing = 0;
  for (const domain of due) {
    const records = await readTxtRecords(recordName(domain.domain));
    // No answer says nothing about the DNS record.
    if (records === null) continue;
    if (records.includes(recordValue(domain))) await markFound(database, domain);
    else {
      missing += 1;
      await markLost(database, domain);
    }
  }
  return missing;
}

async function markFound(database: Database, { domain, account_id }: Domain): Promise<void> {
  await database
    .updateTable('account_domains')
    .set({ checked_at: sql<Date>`now()`, lost_at: null })
    .where('domain', '=', domain)
    .where('account_id', '=', account_id)
    .execute();
}

function markLost(database: Database, { domain, account_id: accountId }: Domain): Promise<void> {
  return inTransaction(database, async (tx) => {
    const before = await tx
      .selectFrom('account_domains')
      .select('lost_at')
      .select(sql<boolean>`lost_at <= now() - make_interval(days => ${DAYS})`.as('isOver'))
      .where('domain', '=', domain)
      .where('account_id', '=', accountId)
      .where('verified_at', 'is not', null)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) return;
    const now = sql<Date>`now()`;
    const isVerified = before.isOver !== true;
    const changes = isVerified
      ? { checked_at: now, lost_at: before.lost_at ?? now }
      : { checked_at: now, lost_at: null, verified_at: null };
    await tx
      .updateTable('account_domains')
      .set(changes)
      .where('domain', '=', domain)
      .where('account_id', '=', accountId)
      .execute();
    if (isVerified && before.lost_at !== null) return;
    const object = { type: 'domain', id: domain, isVerified };
    await recordEvent(tx, operatorSource(), { type: 'domain_lost', accountId, object });
  });
}
