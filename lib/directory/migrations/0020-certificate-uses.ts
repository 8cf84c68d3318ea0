import { type Kysely, type Migration, sql } from 'kysely';

// When each certificate of a provider of SAML verified a response, by its fingerprint.
const USES = sql`
alter table identity_providers add column certificate_uses jsonb not null default '{}';
`;

export const certificateUses: Migration = {
  async up(db: Kysely<unknown>) {
    await USES.execute(db);
  },
};
