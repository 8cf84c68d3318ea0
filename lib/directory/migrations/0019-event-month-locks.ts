import { type Kysely, type Migration, sql } from 'kysely';

// A month is added and deleted under the locks of the events and of the accounts, to which they refer. Changes lock these in either
// order, so waiting for one while holding the other is a deadlock, which ends one of the changes. This function waits for
// the accounts for a tenth of a second, then lets the changes that wait for the events go first, and tries again for two seconds.
const LOCK = sql`
create function lock_event_partitions() returns void
language plpgsql set search_path = pg_catalog, pg_temp set lock_timeout = '2s' as $$
declare
  gives_up_at timestamptz := clock_timestamp() + interval '2 seconds';
begin
  loop
    begin
      lock table public.events in access exclusive mode;
      perform set_config('lock_timeout', '100ms', true);
      lock table public.accounts in access exclusive mode;
      return;
    exception when lock_not_available then
      if clock_timestamp() > gives_up_at then raise; end if;
      perform pg_sleep(0.02);
    end;
  end loop;
end
$$;
revoke execute on function lock_event_partitions() from public;
`;

// As in 0005-event-partitions, but for the lock.
const ADD_MONTHS = sql`
create or replace function add_event_partitions() returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '2s'
set default_table_access_method = 'heap' as $$
declare
  this_month timestamptz := date_trunc('month', now());
  last_month timestamptz;
  added integer := 0;
begin
  if exists (select from public.event_partitions() p where p.begins_at > this_month + interval '3 months') then
    return 0;
  end if;
  perform public.lock_event_partitions();
  loop
    select p.begins_at into strict last_month from public.event_partitions() p where p.ends_at is null;
    exit when last_month > this_month + interval '3 months';
    perform public.close_last_event_partition(greatest(last_month, this_month) + interval '1 month');
    added := added + 1;
  end loop;
  return added;
end
$$;
`;

export const eventMonthLocks: Migration = {
  async up(db: Kysely<unknown>) {
    await LOCK.execute(db);
    await ADD_MONTHS.execute(db);
  },
};
