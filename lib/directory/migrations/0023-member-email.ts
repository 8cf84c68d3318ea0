import { type Kysely, type Migration, sql } from 'kysely';

// A check of a session or token needs one value of the user: the address, in its identity. So it read a page of `users` for it
// (ADR 0033). As with what the list of members searches, the triggers copy it to the memberships.
const COLUMN = sql`
alter table memberships add column user_email text;

create or replace function copy_user_to_membership() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  select public.search_text_of(u.name, u.email_key), u.email
  into new.search_text, new.user_email
  from public.users u where u.id = new.user_id for share;
  new.mfa_enabled := public.has_app_or_phone(new.user_id);
  new.passkey_rp_ids := public.passkey_rp_ids_of(new.user_id);
  return new;
end
$$;

create or replace function copy_user_to_memberships() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  update public.memberships set search_text = public.search_text_of(new.name, new.email_key), user_email = new.email,
    mfa_enabled = public.has_app_or_phone(new.id)
  where user_id = new.id;
  return null;
end
$$;
drop trigger copy_to_memberships on users;
create trigger copy_to_memberships after update of name, email, email_key, totp_confirmed_at on users
  for each row execute function copy_user_to_memberships();
`;

// The keys include it, so that a check still reads no page of the table. The change of the type writes the table and its
// indexes once, in order: for a million members, a quarter of the time of an update, during which checks wait.
const KEYS = sql`
create function email_of(owner text) returns text language plpgsql stable
set search_path = pg_catalog, pg_temp as $$
begin
  return (select email from public.users where id = owner);
end
$$;
alter table sessions drop constraint sessions_user_id_account_id_fkey;
alter table credentials drop constraint credentials_membership_id_fkey;
alter table scim_group_members drop constraint scim_group_members_membership_id_fkey;
alter table memberships
  drop constraint memberships_pkey,
  drop constraint memberships_user_id_account_id_key,
  alter column user_email type text using email_of(user_id),
  alter column user_email set not null,
  add primary key (id) include (user_id, user_email, developer, team, administrator, active),
  add constraint memberships_user_id_account_id_key unique (user_id, account_id)
    include (id, user_email, developer, team, administrator, active);
alter table sessions
  add foreign key (user_id, account_id) references memberships (user_id, account_id) on delete cascade;
alter table credentials add foreign key (membership_id) references memberships on delete cascade;
alter table scim_group_members add foreign key (membership_id) references memberships on delete cascade;
drop function email_of(text);
`;

export const memberEmail: Migration = {
  async up(db: Kysely<unknown>) {
    await COLUMN.execute(db);
    await KEYS.execute(db);
  },
};
