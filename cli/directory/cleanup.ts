import { type Kysely, type RawBuilder, sql } from 'kysely';
import { recordEvents } from '../../lib/directory/audit-log/record-event';
import { pendingCounts } from '../../lib/directory/audit-log/record-repeated';
import { type Database, inTransaction } from '../../lib/directory/database/database';
import { SCHEMA } from '../../lib/directory/database/schema';
import { invitationObject } from '../../lib/directory/invitations/invitations';
import { withConnection } from '../postgres/with-connection';
import { checkDomains } from './check-domains';
import { type OpenDirectory, operatorSource } from './with-directory';

// Expired rows are already ignored, so deleting them only frees space.
const EXPIRED = {
  sessions: sql`expires_at <= now() or ends_at <= now()`,
  password_resets: sql`expires_at <= now()`,
  sign_ups: sql`expires_at <= now()`,
  email_changes: sql`expires_at <= now()`,
  used_challenges: sql`expires_at <= now()`,
  sso_attempts: sql`expires_at <= now()`,
  // Longer than any window and delay of the throttle.
  throttles: sql`greatest(since, until) <= now() - interval '1 day'`,
  // An address is personal data, and the page shows a week.
  ip_misses: sql`day <= current_date - 90`,
  // Longer than its window, and already recorded.
  event_counts: sql`count = 0 and began <= now() - interval '1 day'`,
} satisfies Readonly<Record<string, RawBuilder<unknown>>>;

const NOUNS: Readonly<Record<keyof typeof EXPIRED, string>> = {
  sessions: 'sessions',
  password_resets: 'password resets',
  sign_ups: 'sign-ups',
  email_changes: 'changes of email addresses',
  used_challenges: 'used SSH challenges',
  ip_misses: 'counts of callers outside IP restrictions',
  sso_attempts: 'logins that were started at identity providers',
  throttles: 'counters of failed logins',
  event_counts: 'counters of repeated events',
};

// Small enough that each statement stays far below its time limit.
const BATCH_SIZE = 5000;
// An expired invitation can be resent until then.
const KEPT_DAYS = 30;

/**
 * Records the counts of repeated events, deletes expired rows, looks up the records of verified domains, adds the coming
 * months of the audit log, and prints the numbers.
 */
export async function cleanup({ database, address }: OpenDirectory): Promise<void> {
  await pendingCounts(operatorSource()).execute(database);
  for (const [table, isExpired] of Object.entries(EXPIRED)) {
    const count = await deleteExpired(database, table, isExpired);
    console.log(`${count} ${NOUNS[table as keyof typeof EXPIRED]}`);
  }
  console.log(`${await deleteInvitations(database)} invitations`);
  console.log(`${await checkDomains(database)} verified domains without their DNS record`);
  console.log(`${await withConnection(address, addMonths)} new months of the audit log`);
}

async function addMonths(db: Kysely<unknown>): Promise<number> {
  const { rows } = await sql<{ added: number }>`
    select public.add_event_partitions() as added`.execute(db);
  return rows[0]?.added ?? 0;
}

async function deleteExpired(
  database: Database,
  table: string,
  isExpired: RawBuilder<unknown>,
): Promise<number> {
  const from = sql.table(`${SCHEMA}.${table}`);
  const { numAffectedRows = 0n } = await sql`
    delete from ${from} where ctid = any (array(
      select ctid from ${from} where ${isExpired} limit ${BATCH_SIZE}))`.execute(database);
  const count = Number(numAffectedRows);
  return count < BATCH_SIZE ? count : count + (await deleteExpired(database, table, isExpired));
}

// Invitations are listed until they are deleted, so the audit log records the deletion.
function deleteInvitations(database: Database): Promise<number> {
  const source = operatorSource();
  return inTransaction(database, async (tx) => {
    const deleted = await tx
      .deleteFrom('invitations')
      .where('expires_at', '<=', sql<Date>`now() - make_interval(days => ${KEPT_DAYS})`)
      .returning(['id', 'account_id', 'email', 'developer', 'team', 'administrator'])
      .execute();
    const events = deleted.map(({ account_id: accountId, ...row }) => ({
      type: 'invitation_deleted' as const,
      accountId,
      object: { ...invitationObject(row), reason: 'expired' },
    }));
    await recordEvents(tx, source, events);
    return deleted.length;
  });
}
