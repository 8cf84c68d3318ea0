import { type Kysely, type Migration, sql } from 'kysely';

// Providers belong to an account. Those without an account are of the whole service, and only the operator adds them.
// Their secrets are encrypted. A provider's issuer never changes, because its subjects would become other users.
const PROVIDERS = sql`
create table identity_providers (
  id text primary key,
  account_id text references accounts,
  type text not null check (type in ('okta', 'entra', 'google', 'github', 'oidc')),
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret text not null,
  client_authentication text not null check (client_authentication in ('post', 'basic')),
  scopes text[] not null,
  hosted_domain text,
  mfa_claim text not null default 'none' check (mfa_claim in ('none', 'amr', 'acr')),
  acr_values text[] not null default '{}',
  active boolean not null default false,
  created_at timestamptz not null default now()
);
create index on identity_providers (account_id);

create table user_identities (
  idp_id text not null references identity_providers on delete cascade,
  subject text not null,
  user_id text not null references users on delete cascade,
  email text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (idp_id, subject)
);
create index on user_identities (user_id);
`;

// Several accounts may claim a domain, and one of them may prove it.
const DOMAINS = sql`
create table account_domains (
  domain text not null,
  account_id text not null references accounts,
  token text not null,
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (account_id, domain)
);
create unique index on account_domains (domain) where verified_at is not null;
`;

// An attempt is deleted by the statement that uses it. The two hashes are of the state, which the provider returns, and of
// the secret that only the page has which started the login.
const ATTEMPTS = sql`
create table sso_attempts (
  state_hash bytea primary key,
  bound_hash bytea not null,
  idp_id text not null references identity_providers on delete cascade,
  purpose text not null check (purpose in ('login', 'test', 'step-up', 'link')),
  session_id text references sessions on delete cascade,
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null
);
create index on sso_attempts (expires_at);
`;

const COLUMNS = sql`
alter table accounts
  add column sso text not null default 'mixed' check (sso in ('mixed', 'enforced')),
  add column provisioning text not null default 'invite' check (provisioning in ('invite', 'jit'));
alter table memberships add column break_glass boolean not null default false;
alter table sessions
  add column idp_id text references identity_providers on delete cascade,
  add column idp_subject text,
  add column idp_session text,
  add column idp_mfa boolean not null default false;
create index on sessions (idp_id) where idp_id is not null;
`;

export const sso: Migration = {
  async up(db: Kysely<unknown>) {
    for (const part of [PROVIDERS, DOMAINS, COLUMNS, ATTEMPTS]) await part.execute(db);
  },
};
