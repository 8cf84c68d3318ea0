import { type Kysely, type Migration, sql } from 'kysely';

// The events are partitioned by month, in UTC, and a partition is named after its first month. The last partition
// has no upper bound, so that an insert never fails, even if no month was added in time. A default partition would
// do the same, but then PostgreSQL reads the newest rows of every partition for each page.
const FUNCTIONS = sql`
create function event_partitions() returns table (name text, begins_at timestamptz, ends_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
  select c.relname::text,
    substring(bounds from 'FROM \\(''([^'']+)''\\)')::timestamptz,
    substring(bounds from 'TO \\(''([^'']+)''\\)')::timestamptz
  from pg_inherits i join pg_class c on c.oid = i.inhrelid, pg_get_expr(c.relpartbound, c.oid) as bounds
  where i.inhparent = 'public.events'::regclass
$$;

-- Creates the last partition, without rights of any role but the owner. The first one has no lower bound. The
-- trigger fires for statements that name the partition.
create function add_last_event_partition(month timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  name text := to_char(month, '"events_"YYYY_MM');
  is_first boolean := not exists (select from public.event_partitions());
  given record;
begin
  execute format('create table public.%I (like public.events)', name);
  for given in
    select distinct a.grantee from pg_class c, aclexplode(c.relacl) a
    where c.oid = format('public.%I', name)::regclass and a.grantee <> c.relowner
  loop
    execute format('revoke all on public.%I from %s cascade', name,
      case given.grantee when 0 then 'public' else given.grantee::regrole::text end);
  end loop;
  execute format('create trigger append_only before update or delete or truncate on public.%I
    for each statement execute function public.refuse_change_of_events()', name);
  execute format('alter table public.events attach partition public.%I for values from (%s) to (maxvalue)', name,
    case when is_first then 'minvalue' else quote_literal(month) end);
end
$$;

-- Gives the last partition an upper bound, and adds a new last partition. No row moves. The partition has rows
-- only if no month was added in time.
create function close_last_event_partition(closes_at timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  last record;
begin
  select * into strict last from public.event_partitions() p where p.ends_at is null;
  execute format('alter table public.events detach partition public.%I', last.name);
  execute format('alter table public.events attach partition public.%I for values from (%s) to (%L)',
    last.name, coalesce(quote_literal(last.begins_at), 'minvalue'), closes_at);
  perform public.add_last_event_partition(closes_at);
end
$$;

-- Adds the missing months until the third month after this one, and returns their number. The role of Functions
-- may call it. Two calls at once wait for each other. Inserts wait while a month is added. A call fails after two
-- seconds if it waits for another transaction, because inserts wait behind it.
create function add_event_partitions() returns integer
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
  lock table public.events in share update exclusive mode;
  loop
    select p.begins_at into strict last_month from public.event_partitions() p where p.ends_at is null;
    exit when last_month > this_month + interval '3 months';
    perform public.close_last_event_partition(greatest(last_month, this_month) + interval '1 month');
    added := added + 1;
  end loop;
  return added;
end
$$;
revoke execute on function event_partitions(), add_last_event_partition(timestamptz),
  close_last_event_partition(timestamptz), add_event_partitions() from public;
`;

// No role changes or deletes a row. Old months are dropped by the owner of the tables:
// cli/directory/delete-events.ts.
const APPEND_ONLY = sql`
drop trigger keep_recent on events;
drop function refuse_deletion_of_recent_events();
create or replace function refuse_change_of_events() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only' using errcode = 'insufficient_privilege';
end
$$;
`;

// The id is a UUID of version 7 (RFC 9562 section 5.7): its time names the month, and new ids are neighbors in
// the index. A unique key of a partitioned table contains the column of the partitions.
const TABLE = sql`
alter table events alter seq drop identity;
alter table events rename to earlier_events;
create table events (
  seq bigint generated always as identity,
  id text not null default 'ev_' || lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
    || '7' || right(replace(gen_random_uuid()::text, '-', ''), 19),
  account_id text constraint events_account_id_fkey references accounts,
  type text not null,
  at timestamptz not null default clock_timestamp(),
  principal_type text not null,
  principal_id text,
  principal_name text,
  credential_id text,
  source text not null,
  object_type text not null,
  object_id text,
  object jsonb not null,
  request_id text not null
) partition by range (at);
create trigger append_only before update or delete or truncate on events
  for each statement execute function refuse_change_of_events();
`;

const ROWS = sql`
select add_last_event_partition(date_trunc('month', coalesce(min(at), now()), 'UTC')) from earlier_events;
select close_last_event_partition((month + interval '1 month') at time zone 'UTC')
from generate_series((select date_trunc('month', min(at) at time zone 'UTC') from earlier_events),
  now() at time zone 'UTC' - interval '1 month', interval '1 month') as month;
insert into events overriding system value select * from earlier_events;
select setval(pg_get_serial_sequence('events', 'seq'), coalesce(max(seq), 0) + 1, false) from earlier_events;
drop table earlier_events;
alter table events add primary key (id, at);
create index on events (account_id, at, seq);
create index on events (account_id, type, at, seq);
create index on events (account_id, principal_id, at, seq);
create index on events (account_id, object_id, at, seq);
select add_event_partitions();
`;

export const eventPartitions: Migration = {
  async up(db: Kysely<unknown>) {
    await APPEND_ONLY.execute(db);
    await TABLE.execute(db);
    await FUNCTIONS.execute(db);
    await ROWS.execute(db);
  },
};
