import { type Kysely, type Migration, sql } from 'kysely';

// A domain that the operator verified has no DNS record to look up again.
const CHECKS = sql`
alter table account_domains
  add column checked_at timestamptz,
  add column lost_at timestamptz,
  add column by_operator boolean not null default false;
update account_domains d set by_operator = true where exists (
  select from events e where e.account_id = d.account_id and e.type = 'domain_verified'
    and e.object_id = d.domain and e.source = 'operator');
`;

export const domainChecks: Migration = {
  async up(db: Kysely<unknown>) {
    await CHECKS.execute(db);
  },
};
