import { type Kysely, type Migration, sql } from 'kysely';

// The key is the name by which the provider knows a member: an address in lowercase. It differs from the user's own
// address if the user has a password or other accounts, where the provider changes nothing.
const MEMBERS = sql`
alter table accounts drop constraint accounts_provisioning_check,
  add constraint accounts_provisioning_check check (provisioning in ('invite', 'jit', 'scim'));
alter table memberships
  add column managed boolean not null default false,
  add column external_id text,
  add column scim_user_name text,
  add column scim_user_key text,
  add column given_name text,
  add column family_name text,
  add column display_name text,
  add column changed_at timestamptz not null default now();
create unique index on memberships (account_id, external_id) where external_id is not null;
create unique index on memberships (account_id, scim_user_key) where scim_user_key is not null;
create index on memberships (account_id, created_at, id);
create index on memberships (account_id) where managed;

alter table credentials drop constraint credentials_kind_check,
  add constraint credentials_type_check check (type in ('authtoken', 'api_key', 'ssh_key', 'scim_token')),
  add constraint credentials_scim_token_check check (type <> 'scim_token' or service_user_id is not null);
`;

const GROUPS = sql`
create table scim_groups (
  id text primary key,
  account_id text not null references accounts,
  display_name text not null,
  name_key text not null,
  external_id text,
  developer text check (developer in ('read-write', 'read-only')),
  team text check (team in ('manager', 'invite-only', 'read-only')),
  administrator boolean not null default false,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check ((developer is null) = (team is null)),
  unique (account_id, name_key)
);
create index on scim_groups (account_id, created_at, id);
create index on scim_groups (account_id, id);
create unique index on scim_groups (account_id, external_id) where external_id is not null;
create table scim_group_members (
  group_id text not null references scim_groups on delete cascade,
  membership_id text not null references memberships on delete cascade,
  primary key (group_id, membership_id)
);
create index on scim_group_members (membership_id);
`;

export const scim: Migration = {
  async up(db: Kysely<unknown>) {
    await MEMBERS.execute(db);
    await GROUPS.execute(db);
  },
};
