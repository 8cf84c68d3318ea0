import { type Kysely, type Migration, sql } from 'kysely';

// The modes are columns of the account, which every lookup of a session or credential reads anyway. So an account
// without restrictions costs nothing.
const RESTRICTIONS = sql`
alter table accounts
  add dashboard_ip_mode text check (dashboard_ip_mode in ('warning', 'enforced')),
  add api_ip_mode text check (api_ip_mode in ('warning', 'enforced'));
-- As in 0009-covering-indexes: a check of a session or token reads only this index. The primary key stays as it is,
-- because every foreign key of an account depends on it.
create unique index accounts_checked_key on accounts (id)
  include (name, mfa_required, dashboard_ip_mode, api_ip_mode);
create table ip_rules (
  account_id text not null references accounts,
  type text not null check (type in ('dashboard', 'api')),
  block cidr not null,
  description text not null default '',
  primary key (account_id, type, block)
);
create table ip_misses (
  account_id text not null references accounts,
  type text not null check (type in ('dashboard', 'api')),
  principal_id text not null,
  day date not null default current_date,
  last_at timestamptz not null default now(),
  primary key (account_id, type, principal_id, day)
);
`;

export const ipRestrictions: Migration = {
  async up(db: Kysely<unknown>) {
    await RESTRICTIONS.execute(db);
  },
};
