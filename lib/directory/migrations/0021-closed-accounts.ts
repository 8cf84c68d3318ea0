import { type Kysely, type Migration, sql } from 'kysely';

// An account whose only member has deleted their user. Its audit log stays.
const CLOSED = sql`
alter table accounts add column closed_at timestamptz;
`;

export const closedAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    await CLOSED.execute(db);
  },
};
