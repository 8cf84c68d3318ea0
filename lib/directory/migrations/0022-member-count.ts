import { type Kysely, type Migration, sql } from 'kysely';

// By SCIM, each page of a list has the exact number of all members. The index has one entry of a few bytes for each, since
// PostgreSQL stores equal keys once. It also counts the managed ones.
const MEMBERS = sql`
create index on memberships (account_id, managed);
do $$
declare
  old regclass;
begin
  for old in select indexrelid::regclass from pg_catalog.pg_index where indrelid = 'memberships'::regclass
    and pg_catalog.pg_get_indexdef(indexrelid) like '%(account_id) WHERE managed'
  loop
    execute format('drop index %s', old);
  end loop;
end
$$;
`;

export const memberCount: Migration = {
  async up(db: Kysely<unknown>) {
    await MEMBERS.execute(db);
  },
};
