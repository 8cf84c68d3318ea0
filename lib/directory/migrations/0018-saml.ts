import { type Kysely, type Migration, sql } from 'kysely';

// The client id of a provider of SAML is the entity id that this service has there. There is no secret: the certificates prove
// its responses.
const PROVIDERS = sql`
alter table identity_providers drop constraint identity_providers_type_check,
  add constraint identity_providers_type_check check (type in ('okta', 'entra', 'google', 'github', 'oidc', 'saml')),
  add column login_url text,
  add column certificates text[] not null default '{}',
  add constraint identity_providers_saml_check
    check (type <> 'saml' or (login_url is not null and cardinality(certificates) between 1 and 3));
`;

// A response of SAML is posted by the browser before the page asks for the session. What it proves waits here for two minutes.
// The nonce of such an attempt is the id of the request, and there is no verifier.
const ATTEMPTS = sql`
alter table sso_attempts alter column verifier drop not null,
  add column result_hash bytea,
  add column result jsonb,
  add constraint sso_attempts_result_check check ((result is null) = (result_hash is null));
`;

export const saml: Migration = {
  async up(db: Kysely<unknown>) {
    await PROVIDERS.execute(db);
    await ATTEMPTS.execute(db);
  },
};
