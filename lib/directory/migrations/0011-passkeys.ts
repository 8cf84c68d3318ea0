import { type Kysely, type Migration, sql } from 'kysely';

// A passkey works only at the host that it was created for (`rp_id`, WebAuthn Level 3 section 5.4). The key is stored
// in COSE. The id and the key never change, and a new device is a new passkey.
const PASSKEYS = sql`
create table passkeys (
  id text primary key,
  user_id text not null references users on delete cascade,
  credential_id bytea not null unique,
  rp_id text not null,
  public_key bytea not null,
  algorithm integer not null,
  counter bigint not null,
  backup_eligible boolean not null,
  backed_up boolean not null,
  aaguid text not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index on passkeys (user_id, rp_id);
`;

// The list of members shows and filters by the second factor, and reads only its index.
const MEMBERSHIPS = sql`
alter table memberships add column passkey_rp_ids text[];

create function passkey_rp_ids_of(owner text) returns text[] language sql stable
set search_path = pg_catalog, pg_temp as $$
  select array_agg(distinct rp_id order by rp_id) from public.passkeys where user_id = owner
$$;

create or replace function copy_user_to_membership() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  select public.search_text_of(u.name, u.email_key), u.totp_confirmed_at is not null
  into new.search_text, new.mfa_enabled
  from public.users u where u.id = new.user_id for share;
  new.passkey_rp_ids := public.passkey_rp_ids_of(new.user_id);
  return new;
end
$$;

-- The lock makes concurrent changes of a user's passkeys and memberships see one another.
create function copy_passkeys_to_memberships() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  owner text := coalesce(new.user_id, old.user_id);
begin
  perform from public.users where id = owner for no key update;
  update public.memberships set passkey_rp_ids = public.passkey_rp_ids_of(owner) where user_id = owner;
  return null;
end
$$;
create trigger copy_to_memberships after insert or delete on passkeys
  for each row execute function copy_passkeys_to_memberships();

-- The name of the old index is PostgreSQL's choice.
do $$
declare
  old regclass;
begin
  for old in select indexrelid::regclass from pg_catalog.pg_index where indrelid = 'memberships'::regclass
    and pg_catalog.pg_get_indexdef(indexrelid) like '%(account_id, id) INCLUDE (search_text%'
  loop
    execute format('drop index %s', old);
  end loop;
end
$$;
create index on memberships (account_id, id)
  include (search_text, mfa_enabled, passkey_rp_ids, active, developer, team, administrator);
`;

export const passkeys: Migration = {
  async up(db: Kysely<unknown>) {
    await PASSKEYS.execute(db);
    await MEMBERSHIPS.execute(db);
  },
};
