import { type Kysely, type Migration, sql } from 'kysely';

// A number here is confirmed. A new one waits with the code that was sent to it, which is bound to a session. Twilio
// Verify has the code itself.
const PHONES = sql`
create table phones (
  user_id text primary key references users on delete cascade,
  number text not null,
  created_at timestamptz not null default now()
);
create table phone_verifications (
  session_id text primary key references sessions on delete cascade,
  sid text not null,
  number text,
  expires_at timestamptz not null
);
`;

// As with passkeys: the list of members reads only its index.
const MEMBERSHIPS = sql`
create function has_app_or_phone(owner text) returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.users where id = owner and totp_confirmed_at is not null)
    or exists (select from public.phones where user_id = owner)
$$;

create or replace function copy_user_to_membership() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  select public.search_text_of(u.name, u.email_key)
  into new.search_text
  from public.users u where u.id = new.user_id for share;
  new.mfa_enabled := public.has_app_or_phone(new.user_id);
  new.passkey_rp_ids := public.passkey_rp_ids_of(new.user_id);
  return new;
end
$$;

create or replace function copy_user_to_memberships() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.memberships set search_text = public.search_text_of(new.name, new.email_key),
    mfa_enabled = public.has_app_or_phone(new.id)
  where user_id = new.id;
  return null;
end
$$;

-- The lock makes concurrent changes of a user's phone, app and memberships see one another.
create function copy_phone_to_memberships() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  owner text := coalesce(new.user_id, old.user_id);
begin
  perform from public.users where id = owner for no key update;
  update public.memberships set mfa_enabled = public.has_app_or_phone(owner) where user_id = owner;
  return null;
end
$$;
create trigger copy_to_memberships after insert or delete on phones
  for each row execute function copy_phone_to_memberships();
`;

export const phones: Migration = {
  async up(db: Kysely<unknown>) {
    await PHONES.execute(db);
    await MEMBERSHIPS.execute(db);
  },
};
