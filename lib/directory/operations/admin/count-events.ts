import { type RawBuilder, sql } from 'kysely';
import { array, number, pipe, regex, strictObject, string } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageSize } from '../../api/pagination';
import type { EventType } from '../../audit-log/event-types';
import { callerOf } from '../../call';

const LOGINS: readonly EventType[] = ['login_succeeded'];
const FAILURES: readonly EventType[] = ['login_failed', 'second_factor_failed'];
const MAX_DAYS = 90;

/** Counts the repeated failures that one event reports on the day on which the event was written. */
export const countEvents = operation({
  name: 'admin/count-events',
  summary: "Counts the account's logins and failed logins of each of the last days, in UTC.",
  access: requireRole('administrator'),
  changes: false,
  input: strictObject({ days: pageSize(MAX_DAYS, 30) }),
  output: strictObject({
    /** One item for each day, the oldest first. The last one is today. */
    items: array(
      strictObject({
        date: pipe(string(), regex(/^\d{4}-\d\d-\d\d$/)),
        logins: number(),
        failures: number(),
      }),
    ),
  }),
  errors: [],
  async run(call, { days }) {
    const { accountId = '' } = callerOf(call);
    const { rows } = await selectDays(accountId, days).execute(call.database);
    return { items: rows.map(({ date, logins, failures }) => ({ date, logins, failures })) };
  },
});

interface Day {
  readonly date: string;
  readonly logins: number;
  readonly failures: number;
}

// Each part reads one range of an index for each day and type. The logins, which are many, are counted in the index alone.
function selectDays(accountId: string, days: number) {
  const today = sql`date_trunc('day', now() at time zone 'UTC')`;
  const first = sql`${today} - make_interval(days => ${days - 1})`;
  const ofDay = (types: readonly EventType[], count: RawBuilder<unknown>) => sql`
    select ${count}::int as count from public.events
    where account_id = ${accountId} and type = any(${types})
      and at >= day at time zone 'UTC' and at < (day + interval '1 day') at time zone 'UTC'`;
  const failures = sql`coalesce(sum(coalesce((object ->> 'count')::int, 1)), 0)`;
  return sql<Day>`
    select to_char(day, 'YYYY-MM-DD') as date, l.count as logins, f.count as failures
    from generate_series(${first}, ${today}, interval '1 day') as day,
      lateral (${ofDay(LOGINS, sql`count(*)`)}) l,
      lateral (${ofDay(FAILURES, failures)}) f
    order by day`;
}
