import type { TestDatabase } from '../postgres/database';

/** The ids of an account with many objects of each kind. Object 0 of each kind belongs to its administrator. */
export const LARGE = {
  account: 'ac_large',
  user: (n: number) => `usr_${n}`,
  member: (n: number) => `mbr_${n}`,
  serviceUser: (n: number) => `svc_${n}`,
} as const;

const USERS = 12_000;
const MEMBERS = 10_000;
const SERVICE_USERS = 4000;
// An account may have 10,000.
const KEYS = 600;
const INVITATIONS = 600;
const EVENTS = 6000;

/**
 * Adds the account, as many users of other accounts, and one year of events. Then it vacuums and analyzes the tables,
 * as a server does in the background.
 */
export async function addLargeAccount({ query }: TestDatabase): Promise<void> {
  const other = `case when n < ${MEMBERS} then '${LARGE.account}' else 'ac_' || n end`;
  const statements = [
    `insert into accounts (id, name) values ('${LARGE.account}', 'Large')`,
    `insert into accounts (id, name) select 'ac_' || n, 'Small' from generate_series(${MEMBERS}, ${USERS}) n`,
    `insert into users (id, email, email_key, name)
     select 'usr_' || n, 'user-' || n || '@example.com', 'user-' || n || '@example.com', 'User ' || n
     from generate_series(0, ${USERS}) n`,
    `insert into memberships (id, account_id, user_id, developer, team, administrator)
     select 'mbr_' || n, ${other}, 'usr_' || n, 'read-write', 'manager', n = 0
     from generate_series(0, ${USERS}) n`,
    `insert into service_users (id, account_id, name, name_key, developer)
     select 'svc_' || n, '${LARGE.account}', 'Robot ' || n, 'robot ' || n, 'read-only'
     from generate_series(0, ${SERVICE_USERS}) n`,
    `insert into credentials (id, account_id, type, membership_id, secret_hash, created_by)
     select 'tfa_' || n, ${other}, 'authtoken', 'mbr_' || n, sha256(n::text::bytea), 'usr_' || n
     from generate_series(0, ${USERS}, 2) n`,
    `insert into credentials (id, account_id, type, service_user_id, secret_hash, created_by)
     select 'tfk_' || n, '${LARGE.account}', 'api_key', 'svc_' || n, sha256(('s' || n)::bytea), 'usr_0'
     from generate_series(0, ${KEYS}) n`,
    `insert into sessions (id, secret_hash, user_id, account_id, second_factor_due, device, expires_at, ends_at)
     select 'ses_' || n, sha256(('x' || n)::bytea), 'usr_' || n, ${other}, false, 'test',
       now() + interval '1 hour', now() + interval '2 hours'
     from generate_series(0, ${USERS}) n`,
    `insert into invitations (id, account_id, email, email_key, developer, team, administrator, invited_by,
       secret_hash, expires_at)
     select 'inv_' || n, '${LARGE.account}', 'new-' || n || '@example.com', 'new-' || n || '@example.com',
       'read-only', 'read-only', false, 'usr_0', sha256(('i' || n)::bytea), now() + interval '1 day'
     from generate_series(0, ${INVITATIONS}) n`,
    `insert into events (id, account_id, type, at, principal_type, principal_id, source, object_type, object_id,
       object, request_id)
     select 'ev_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(n::text, 19, '0'),
       '${LARGE.account}', (array['login_succeeded', 'user_updated'])[1 + (n % 300 = 0)::int], at, 'user',
       'usr_' || n % 300, 'session', 'user', 'usr_' || n % 300, '{}', 'req_test'
     from generate_series(1, ${EVENTS}) n,
       lateral (select now() - n * interval '1 year' / ${EVENTS} as at) t`,
    'vacuum analyze',
  ];
  for (const statement of statements) await query(statement);
}
