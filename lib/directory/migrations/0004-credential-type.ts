import { type Kysely, type Migration, sql } from 'kysely';

export const credentialType: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table credentials rename column kind to type`.execute(db);
  },
};
