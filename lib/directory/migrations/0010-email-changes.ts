import { type Kysely, type Migration, sql } from 'kysely';

// The new address that a user requested, until a link in a mail to it is used.
const CHANGES = sql`
create table email_changes (
  user_id text primary key references users on delete cascade,
  email text not null,
  email_key text not null,
  secret_hash bytea not null unique,
  expires_at timestamptz not null
);
`;

// A user can be deleted. The rows that belong to the user alone are deleted with it. Memberships are not: their
// deletion depends on the account's administrators and is in the audit log of the account.
const OWN_ROWS = sql`
alter table password_resets drop constraint password_resets_user_id_fkey,
  add foreign key (user_id) references users on delete cascade;
alter table recovery_codes drop constraint recovery_codes_user_id_fkey,
  add foreign key (user_id) references users on delete cascade;
alter table sessions drop constraint sessions_user_id_fkey,
  add foreign key (user_id) references users on delete cascade;
`;

export const emailChanges: Migration = {
  async up(db: Kysely<unknown>) {
    await CHANGES.execute(db);
    await OWN_ROWS.execute(db);
  },
};
