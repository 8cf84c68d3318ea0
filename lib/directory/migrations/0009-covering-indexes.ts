import { type Kysely, type Migration, sql } from 'kysely';

// A check of a session or token reads one row of each of four or five tables, and each row is in another page. The
// keys of users, memberships and accounts therefore include the columns that a check reads: one page of the index
// in place of one of the index and one of the table. Sessions and credentials change too often for this.
const KEYS = sql`
alter table memberships drop constraint memberships_user_id_fkey, drop constraint memberships_account_id_fkey;
alter table sessions drop constraint sessions_user_id_fkey, drop constraint sessions_user_id_account_id_fkey;
alter table password_resets drop constraint password_resets_user_id_fkey;
alter table recovery_codes drop constraint recovery_codes_user_id_fkey;
alter table credentials drop constraint credentials_account_id_fkey, drop constraint credentials_membership_id_fkey;
alter table service_users drop constraint service_users_account_id_fkey;
alter table invitations drop constraint invitations_account_id_fkey;
alter table events drop constraint events_account_id_fkey;
alter table event_counts drop constraint event_counts_account_id_fkey;

alter table accounts drop constraint accounts_pkey,
  add primary key (id) include (name, mfa_required);
alter table users drop constraint users_pkey,
  add primary key (id) include (email, totp_confirmed_at);
alter table memberships drop constraint memberships_pkey,
  drop constraint memberships_user_id_account_id_key,
  add primary key (id) include (user_id, developer, team, administrator, active),
  add constraint memberships_user_id_account_id_key unique (user_id, account_id)
    include (id, developer, team, administrator, active);

alter table memberships add foreign key (user_id) references users, add foreign key (account_id) references accounts;
alter table sessions add foreign key (user_id) references users,
  add foreign key (user_id, account_id) references memberships (user_id, account_id) on delete cascade;
alter table password_resets add foreign key (user_id) references users;
alter table recovery_codes add foreign key (user_id) references users;
alter table credentials add foreign key (account_id) references accounts,
  add foreign key (membership_id) references memberships on delete cascade;
alter table service_users add foreign key (account_id) references accounts;
alter table invitations add foreign key (account_id) references accounts;
alter table events add foreign key (account_id) references accounts;
alter table event_counts add foreign key (account_id) references accounts;
`;

// A renewed session or a used credential stays in its page, and its indexes stay as they are (heap-only tuples).
// PostgreSQL reads only the index if VACUUM has seen the page since its last change.
const PAGES = sql`
alter table sessions set (fillfactor = 85);
alter table credentials set (fillfactor = 85);
alter table users set (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02);
alter table memberships set (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02);
alter table accounts set (autovacuum_vacuum_scale_factor = 0.02);
`;

// The lists of an account, with their filters, and its administrators.
const LISTS = sql`
drop index credentials_account_id_id_idx;
create index on credentials (account_id, id) where issued_by is null;
create index on credentials (account_id, type, id) where issued_by is null;
create index on service_users (account_id, id);
create index on memberships (account_id) where administrator and active;
`;

export const coveringIndexes: Migration = {
  async up(db: Kysely<unknown>) {
    await KEYS.execute(db);
    await PAGES.execute(db);
    await LISTS.execute(db);
  },
};
