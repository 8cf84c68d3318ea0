import { createHash } from 'node:crypto';
import { crc32 } from '../../../lib/tokens/token-format';
import { BASE62 } from '../../../lib/util/random-base62';

/** Returns a user's session secret. The database computes the same secret from the user's number. */
export function sessionSecretOf(user: number): string {
  return digest(`session ${user}`).slice(0, 30);
}

export function tokenOf(user: number): string {
  const text = `tfa_${digest(`id ${user}`).slice(0, 12)}_${digest(`secret ${user}`).slice(0, 27)}`;
  return text + CHECKSUM_PLACES.map((place) => BASE62[digitAt(crc32(text), place)]).join('');
}

export function accountOf(user: number): string {
  return idOf('ac', user);
}

export function emailOf(user: number): string {
  return `user-${user}@example.com`;
}

/** The password of all users. Separate hashes would take a day, and would not change a check. */
export const PASSWORD = 'correct horse battery staple';

// Positions of a checksum's digits, from the first to the last.
const CHECKSUM_PLACES = [5, 4, 3, 2, 1, 0];

function digitAt(number: number, place: number): number {
  return Math.floor(number / BASE62.length ** place) % BASE62.length;
}

function idOf(prefix: string, user: number): string {
  return `${prefix}_${digest(`${prefix} ${user}`).slice(0, 16)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const sqlDigest = (kind: string, length: number) =>
  `left(encode(sha256(convert_to('${kind} ' || n, 'UTF8')), 'hex'), ${length})`;
const sqlId = (prefix: string) => `'${prefix}_' || ${sqlDigest(prefix, 16)}`;
const sqlHash = (text: string) => `sha256(convert_to(${text}, 'UTF8'))`;
const sqlTokenText = `${sqlTokenId()} || '_' || ${sqlDigest('secret', 27)}`;
const sqlChecksum = CHECKSUM_PLACES.map(
  (place) =>
    `substr('${BASE62}', (sum / ${BASE62.length ** place} % ${BASE62.length})::int + 1, 1)`,
).join(' || ');

function sqlTokenId(): string {
  return `'tfa_' || ${sqlDigest('id', 12)}`;
}

/**
 * Returns the statements that create users, each in a separate account. The hash belongs to the password of
 * all users. Sessions and tokens were used recently, because the first check after some minutes also
 * records its time.
 */
export const fill = (users: number, hash: string): readonly string[] => {
  const allUsers = `from generate_series(0, ${users - 1}) n`;
  return [
    `insert into accounts (id, name) select ${sqlId('ac')}, 'Account ' || n ${allUsers}`,
    `insert into users (id, email, email_key, name, password_hash)
     select ${sqlId('usr')}, address, address, 'User ' || n, '${hash}'
     ${allUsers}, lateral (select 'user-' || n || '@example.com' as address) a`,
    // The trigger would read each user in a random order.
    'alter table memberships disable trigger user',
    `insert into memberships (id, account_id, user_id, developer, team, administrator, user_email, search_text)
     select ${sqlId('mbr')}, ${sqlId('ac')}, ${sqlId('usr')}, 'read-write', 'manager', true,
       'user-' || n || '@example.com', search_text_of('User ' || n, 'user-' || n || '@example.com') ${allUsers}`,
    'alter table memberships enable trigger user',
    `insert into sessions (id, secret_hash, user_id, account_id, second_factor_due, stepped_up_at, device,
       last_seen_at, expires_at, ends_at)
     select ${sqlId('ses')}, ${sqlHash(sqlDigest('session', 30))}, ${sqlId('usr')}, ${sqlId('ac')}, false,
       now() + interval '1 day',
       'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0',
       now() + interval '1 day', now() + interval '2 days', now() + interval '7 days'
     ${allUsers}`,
    `insert into credentials (id, account_id, type, membership_id, secret_hash, created_by, last_used_at)
     select ${sqlTokenId()}, ${sqlId('ac')}, 'authtoken', ${sqlId('mbr')}, ${sqlHash(`text || ${sqlChecksum}`)},
       ${sqlId('usr')}, now() + interval '1 day'
     ${allUsers}, lateral (select ${sqlTokenText} as text) t,
       lateral (select crc32(convert_to(text, 'UTF8')) as sum) c`,
  ];
};

/**
 * The statements that move all members to the first user's account: one in 50 is disabled, one in three has a second
 * factor, one in 1,000 administers the account, and one in four reads only.
 */
export const moveToOneAccount: readonly string[] = [
  'delete from sessions',
  'delete from credentials',
  `with numbered as (select id, row_number() over (order by id = '${idOf('mbr', 0)}' desc, id) - 1 as n from memberships)
   update memberships m set account_id = '${accountOf(0)}', active = n % 50 <> 1, administrator = n % 1000 = 0,
     mfa_enabled = n % 3 = 0,
     developer = case when n % 4 = 0 then 'read-only' else 'read-write' end,
     team = case when n % 10 = 0 then 'manager' else 'read-only' end
   from numbered where numbered.id = m.id`,
  `delete from accounts where id <> '${accountOf(0)}'`,
];

/**
 * Returns the statement that creates one year of events in one account: logins and other events. The ids have the
 * times of the events, as in the database's default.
 */
export const fillEvents = (events: number): string => `
  insert into events (id, account_id, type, at, principal_type, principal_id, principal_name, credential_id,
    source, object_type, object_id, object, request_id)
  select 'ev_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
      || right(replace(gen_random_uuid()::text, '-', ''), 19),
    '${accountOf(0)}', (array['login_succeeded', 'login_failed', 'credential_created',
      'membership_updated', 'second_factor_succeeded'])[1 + n % 5],
    at, 'user', 'usr_' || n % 1000,
    'user-' || n % 1000 || '@example.com', 'ses_' || n / 20, 'session', 'membership', 'mbr_' || n % 997,
    '{"roles": {"team": "read-only", "developer": "read-write", "administrator": false}}', 'req_' || n
  from generate_series(1, ${events}) n,
    lateral (select now() - (${events} - n) * interval '1 year' / ${events} as at) t`;
