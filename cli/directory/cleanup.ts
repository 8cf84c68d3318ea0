import { type RawBuilder, sql } from 'kysely';
import { recordEvents } from '../../lib/directory/audit-log/record-event';
import { recordCounts } from '../../lib/directory/audit-log/record-repeated';
import { type Database, inTransaction } from '../../lib/directory/database/database';
import { SCHEMA } from '../../lib/directory/database/schema';
import { invitationObject } from '../../lib/directory/invitations/invitations';
import { type OpenDirectory, operatorSource } from './with-directory';

// What counts any more is told by its own time, so all of this is for room alone.
const EXPIRED = {
  sessions: sql`expires_at <= now() or ends_at <= now()`,
  password_resets: sql`expires_at <= now()`,
  sign_ups: sql`expires_at <= now()`,
  used_challenges: sql`expires_at <= now()`,
  // Longer than any window and wait of throttle/limits.ts.
  throttles: sql`greatest(since, until) <= now() - interval '1 day'`,
  // Longer than its window, and told.
  event_counts: sql`count = 0 and began <= now() - interval '1 day'`,
} satisfies Readonly<Record<string, RawBuilder<unknown>>>;

const NOUNS: Readonly<Record<keyof typeof EXPIRED, string>> = {
  sessions: 'sessions',
  password_resets: 'password resets',
  sign_ups: 'sign-ups',
  used_challenges: 'used challenges',
  throttles: 'counters of attempts',
  event_counts: 'counters of events',
};

// So few that each statement stays far from its time limit.
const BATCH_SIZE = 5000;
// Until then an invitation can be resent.
const KEPT_DAYS = 30;

/** Deletes what is over, writes down how many events were counted, and prints how much of each there was. */
export async function cleanup({ database }: OpenDirectory): Promise<void> {
  await recordCounts(database, operatorSource());
  for (const [table, isExpired] of Object.entries(EXPIRED)) {
    const count = await deleteExpired(database, table, isExpired);
    console.log(`${count} ${NOUNS[table as keyof typeof EXPIRED]}`);
  }
  console.log(`${await deleteInvitations(database)} invitations`);
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

// They are listed until then, so the log tells where they went.
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
