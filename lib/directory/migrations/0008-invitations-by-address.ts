import { type Kysely, type Migration, sql } from 'kysely';

export const invitationsByAddress: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index on invitations (email_key, id)`.execute(db);
  },
};
