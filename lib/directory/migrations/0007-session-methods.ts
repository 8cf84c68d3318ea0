import { type Kysely, type Migration, sql } from 'kysely';

// Sessions that were open before show the password only, until they end after seven days at most.
export const sessionMethods: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table sessions add column authenticated_by text[] not null default '{password}'`.execute(
      db,
    );
  },
};
