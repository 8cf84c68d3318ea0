import { type Kysely, type Migration, sql } from 'kysely';

// Counts of events that unauthenticated callers can repeat. The first of an hour is an event, and the others
// are counted here until an event records their number. `name` identifies the account, the event and the
// counter row.
const COUNTS = sql`
create table event_counts (
  name text primary key,
  account_id text references accounts,
  event jsonb not null,
  began timestamptz not null default now(),
  since timestamptz not null default now(),
  last_at timestamptz not null default now(),
  count integer not null default 0,
  is_told boolean not null default false,
  told_count integer not null default 0,
  told_since timestamptz,
  told_until timestamptz
);
create index on event_counts (account_id) where count > 0;
`;

// Only the tables' owner can delete events, in a transaction that sets `directory.delete_events`, and only
// old events. cli/directory/delete-events.ts also records the deletion.
const RETENTION = sql`
create or replace function refuse_change_of_events() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('directory.delete_events', true) = 'on'
    and pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage')
  then
    return null;
  end if;
  raise exception 'events are append-only' using errcode = 'insufficient_privilege';
end
$$;
create function refuse_deletion_of_recent_events() returns trigger language plpgsql as $$
begin
  if exists (select from deleted where at > now() - interval '30 days') then
    raise exception 'events are kept for 30 days' using errcode = 'insufficient_privilege';
  end if;
  return null;
end
$$;
create trigger keep_recent after delete on events referencing old table as deleted
  for each statement execute function refuse_deletion_of_recent_events();
`;

export const events: Migration = {
  async up(db: Kysely<unknown>) {
    await COUNTS.execute(db);
    await RETENTION.execute(db);
  },
};
