import { type Kysely, type Migration, sql } from 'kysely';

// Expired rows are ignored by their `expires_at` and the database's clock, and deleted when they are
// replaced.
const TABLES = sql`
create table accounts (
  id text primary key,
  name text not null,
  mfa_required boolean not null default false,
  created_at timestamptz not null default now()
);

create table users (
  id text primary key,
  email text not null,
  email_key text not null unique,
  name text not null,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  created_at timestamptz not null default now()
);

create table memberships (
  id text primary key,
  account_id text not null references accounts,
  user_id text not null references users,
  developer text not null check (developer in ('read-write', 'read-only')),
  team text not null check (team in ('manager', 'invite-only', 'read-only')),
  administrator boolean not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  unique (user_id, account_id)
);
create index on memberships (account_id, id);

create table service_users (
  id text primary key,
  account_id text not null references accounts,
  name text not null,
  name_key text not null,
  developer text not null check (developer in ('read-write', 'read-only')),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  unique (account_id, name_key)
);

create table credentials (
  id text primary key,
  account_id text not null references accounts,
  kind text not null check (kind in ('authtoken', 'api_key', 'ssh_key')),
  membership_id text references memberships on delete cascade,
  service_user_id text references service_users on delete cascade,
  secret_hash bytea,
  previous_secret_hash bytea,
  previous_expires_at timestamptz,
  public_key text,
  fingerprint text,
  issued_by text references credentials on delete cascade,
  paths text[],
  expires_at timestamptz,
  description text not null default '',
  metadata text not null default '',
  created_at timestamptz not null default now(),
  created_by text not null,
  last_used_at timestamptz,
  check (num_nonnulls(membership_id, service_user_id) = 1),
  check ((kind = 'ssh_key') = (secret_hash is null)),
  check ((kind = 'ssh_key') = (public_key is not null and fingerprint is not null)),
  unique (fingerprint, account_id)
);
create index on credentials (account_id, id);
create index on credentials (membership_id);
create index on credentials (service_user_id);
create index on credentials (issued_by) where issued_by is not null;

create table sessions (
  id text primary key,
  secret_hash bytea not null unique,
  user_id text not null references users,
  account_id text,
  second_factor_due boolean not null,
  challenge_attempts integer not null default 0,
  stepped_up_at timestamptz,
  device text not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ends_at timestamptz not null,
  foreign key (user_id, account_id) references memberships (user_id, account_id) on delete cascade
);
create index on sessions (user_id, account_id);

create table password_resets (
  user_id text primary key references users,
  secret_hash bytea not null unique,
  expires_at timestamptz not null
);

create table sign_ups (
  email_key text primary key,
  email text not null,
  secret_hash bytea not null unique,
  expires_at timestamptz not null
);

create table invitations (
  id text primary key,
  account_id text not null references accounts,
  email text not null,
  email_key text not null,
  developer text not null check (developer in ('read-write', 'read-only')),
  team text not null check (team in ('manager', 'invite-only', 'read-only')),
  administrator boolean not null,
  invited_by text not null,
  secret_hash bytea not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (account_id, email_key)
);

create table recovery_codes (
  user_id text not null references users,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

create table throttles (
  name text primary key,
  attempts integer not null,
  since timestamptz not null,
  waits integer not null,
  until timestamptz
);

create table used_challenges (
  digest bytea primary key,
  expires_at timestamptz not null
);

create table events (
  seq bigint generated always as identity primary key,
  id text not null unique default 'ev_' || replace(gen_random_uuid()::text, '-', ''),
  account_id text references accounts,
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
);
create index on events (account_id, at, seq);
create index on events (account_id, type, at, seq);
create index on events (account_id, principal_id, at, seq);
create index on events (account_id, object_id, at, seq);
`;

// The trigger applies to every role, including the owner. The grants allow no role to update events.
const APPEND_ONLY = sql`
create function refuse_change_of_events() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete or truncate on events
  for each statement execute function refuse_change_of_events();
`;

export const directory: Migration = {
  async up(db: Kysely<unknown>) {
    await TABLES.execute(db);
    await APPEND_ONLY.execute(db);
  },
};
