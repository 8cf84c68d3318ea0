import { type Kysely, type Migration, sql } from 'kysely';

// As in 0013-ip-restrictions: a check of a session reads the account's rules from this index only. The break-glass members are
// looked up only in accounts that require single sign-on, in an index that has nothing else.
const CHECKS = sql`
drop index accounts_checked_key;
create unique index accounts_checked_key on accounts (id)
  include (name, mfa_required, dashboard_ip_mode, api_ip_mode, sso);
create index memberships_break_glass_idx on memberships (id, account_id) where break_glass;
`;

// The time of the last login whose second factor the provider proved, for credentials of users without one of their own.
const PROVEN_FACTORS = sql`
alter table user_identities add column mfa_at timestamptz;
create index user_identities_mfa_idx on user_identities (user_id) include (idp_id, mfa_at) where mfa_at is not null;
`;

export const enforcedSso: Migration = {
  async up(db: Kysely<unknown>) {
    await CHECKS.execute(db);
    await PROVEN_FACTORS.execute(db);
  },
};
