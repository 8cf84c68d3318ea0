import { ADMINISTRATOR, DEVELOPER, type TestDirectory } from '../directory/directory';
import { addCredential, addRow, sha256 } from '../directory/directory-rows';
import type { Person } from './dashboard';
import { rowTime } from './fixed-time';

/** The id of the account. */
export const EXAMPLE_ACCOUNT = 'ac_example';

const READER = { developer: 'read-only', team: 'read-only', administrator: false } as const;
const MANAGER = { ...DEVELOPER, team: 'manager' } as const;

/** Name, roles, and the dates of the membership, of the second factor and of the last login. */
const PEOPLE = [
  ['Ada Lovelace', ADMINISTRATOR, '2026-01-12', '2026-01-12', '2026-06-15'],
  ['Alan Turing', DEVELOPER, '2026-06-03', null, '2026-06-08'],
  ['Barbara Liskov', MANAGER, '2026-02-02', '2026-02-03', '2026-06-13'],
  ['Donald Knuth', READER, '2026-05-18', null, null],
  ['Edsger Dijkstra', READER, '2026-01-20', null, '2026-02-11'],
  ['Grace Hopper', ADMINISTRATOR, '2026-01-12', '2026-01-14', '2026-06-14'],
  ['Katherine Johnson', DEVELOPER, '2026-04-27', '2026-04-27', '2026-06-12'],
  ['Margaret Hamilton', MANAGER, '2026-03-09', '2026-03-09', '2026-06-10'],
] as const;

const idOf = (name: string) => name.toLowerCase().replace(' ', '_');
const emailOf = (name: string) => `${name.toLowerCase().split(' ')[0]}@example.com`;
const at = (day: string, time = '09:24') => rowTime(`${day}T${time}:00Z`);

/** Adds an account in which every name, id and time is fixed. @returns its administrator. */
export async function addExampleAccount({ database }: TestDirectory): Promise<Person> {
  const account_id = EXAMPLE_ACCOUNT;
  await addRow(database, 'accounts', { id: account_id, name: 'Analytical Engines' });
  for (const [name, roles, since, secondFactor, lastLogin] of PEOPLE) {
    const [id, email] = [idOf(name), emailOf(name)];
    await addRow(database, 'users', {
      id: `usr_${id}`,
      email,
      email_key: email,
      name,
      password_hash: 'none',
      totp_confirmed_at: secondFactor === null ? null : at(secondFactor),
    });
    await addRow(database, 'memberships', {
      id: `mbr_${id}`,
      account_id,
      user_id: `usr_${id}`,
      ...roles,
      active: id !== 'edsger_dijkstra',
      created_at: at(since, '08:00'),
      last_login_at: lastLogin === null ? null : at(lastLogin, '00:00'),
    });
  }
  await database.query(
    `insert into recovery_codes (user_id, code_hash)
      select 'usr_ada_lovelace', sha256(n::text::bytea) from generate_series(1, 10) n`,
  );
  await addPasskeys({ database });
  await addCredentials({ database });
  await addInvitations({ database });
  await addSingleSignOn({ database });
  await addEvents({ database });
  return { email: 'ada@example.com', userId: 'usr_ada_lovelace', account: account_id };
}

type WithDatabase = Pick<TestDirectory, 'database'>;

async function addCredentials({ database }: WithDatabase): Promise<void> {
  const accountId = EXAMPLE_ACCOUNT;
  const ada = { accountId, membershipId: 'mbr_ada_lovelace' };
  const made = { created_by: 'usr_ada_lovelace', created_at: at('2026-04-01') };
  await addCredential(database, 'authtoken', ada, {
    ...made,
    id: 'tfa_4rJq8TzYw2Lm',
    description: 'CRM',
    paths: ['/hooks/*'],
    expires_at: at('2026-06-24'),
    last_used_at: at('2026-06-14'),
  });
  await addCredential(database, 'authtoken', ada, {
    ...made,
    id: 'tfa_9fKd3VbXc7Np',
    description: 'Nightly report',
    expires_at: at('2026-12-31'),
    last_used_at: at('2026-06-15', '00:00'),
  });
  await addCredential(database, 'api_key', ada, {
    ...made,
    id: 'tfk_6hGs5RtUe1Qa',
    description: 'Scripts',
    expires_at: null,
    last_used_at: at('2026-05-20'),
  });
}

async function addPasskeys({ database }: WithDatabase): Promise<void> {
  const passkeys = [
    ['icloud', 'iCloud Keychain', 'localhost', true, '2026-05-04', '2026-06-15'],
    ['key', 'Security key', 'localhost', false, '2026-02-02', null],
    ['old', 'Windows Hello', 'reports-0815-dev.twil.io', false, '2026-01-14', '2026-03-30'],
  ] as const;
  for (const [id, name, rp_id, backed_up, created, used] of passkeys) {
    await addRow(database, 'passkeys', {
      id: `pk_${id}`,
      user_id: 'usr_ada_lovelace',
      credential_id: id,
      rp_id,
      public_key: Buffer.from(id),
      algorithm: '-7',
      counter: '0',
      backup_eligible: backed_up,
      backed_up,
      aaguid: '00000000-0000-0000-0000-000000000000',
      transports: ['internal'],
      name,
      created_at: at(created),
      last_used_at: used === null ? null : at(used, '00:00'),
    });
  }
}

async function addInvitations({ database }: WithDatabase): Promise<void> {
  const invitations = [
    ['dorothy', READER, '2026-06-14', '2026-06-21'],
    ['joan', MANAGER, '2026-06-12', '2026-06-19'],
    ['tim', DEVELOPER, '2026-06-02', '2026-06-09'],
  ] as const;
  for (const [name, roles, created, expires] of invitations) {
    const email = `${name}@example.com`;
    await addRow(database, 'invitations', {
      id: `inv_${name}`,
      account_id: EXAMPLE_ACCOUNT,
      email,
      email_key: email,
      ...roles,
      invited_by: 'mbr_grace_hopper',
      secret_hash: sha256(name),
      created_at: at(created),
      expires_at: at(expires),
    });
  }
}

async function addSingleSignOn({ database }: WithDatabase): Promise<void> {
  const account_id = EXAMPLE_ACCOUNT;
  await addRow(database, 'identity_providers', {
    id: 'idp_okta',
    account_id,
    type: 'okta',
    name: 'Okta',
    issuer: 'https://analytical-engines.okta.com',
    client_id: '0oa8b3c1d',
    client_secret: 'none',
    client_authentication: 'post',
    scopes: [],
    active: true,
    created_at: at('2026-06-01'),
  });
  for (const [domain, verified] of [
    ['example.com', at('2026-06-01')],
    ['research.example.com', null],
  ] as const) {
    const token = '6hGs5RtUe1Qa4rJq8TzYw2Lm9fKd3V';
    await addRow(database, 'account_domains', { domain, account_id, token, verified_at: verified });
  }
}

/** How many logins and refused attempts there were on each of the last days, the newest last. */
const LOGINS = [4, 6, 5, 7, 6, 1, 0, 5, 8, 6, 7, 5, 2, 1, 6, 7, 9, 6, 8, 1, 2, 7, 6, 8, 7, 9, 2, 1];
const REFUSED = [
  0, 1, 0, 0, 2, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 7, 3, 0, 0, 0, 1, 0, 0, 2, 0, 0, 1,
];
const DAY_MS = 86_400_000;

async function addEvents({ database }: WithDatabase): Promise<void> {
  const today = Date.parse('2026-06-15T00:00:00Z');
  for (const [index, logins] of LOGINS.entries()) {
    const day = new Date(today - (LOGINS.length - index) * DAY_MS).toISOString().slice(0, 10);
    for (let count = 0; count < logins + (REFUSED[index] ?? 0); count += 1) {
      const [name] = PEOPLE[count % PEOPLE.length] ?? PEOPLE[0];
      const isRefused = count >= logins;
      const type = isRefused ? 'login_failed' : 'login_succeeded';
      const object = isRefused ? { reason: 'CREDENTIALS_INVALID' } : { device: 'Firefox' };
      const time = `0${7 + Math.floor(count / 8)}:${10 + count * 2}`;
      await addEvent({ database }, { type, at: at(day, time), name, object });
    }
  }
  const changes = [
    ['invitation_created', 'Grace Hopper', 'invitation', { email: 'dorothy@example.com' }],
    ['credential_created', 'Ada Lovelace', 'credential', { description: 'Nightly report' }],
    ['membership_disabled', 'Grace Hopper', 'membership', { email: 'edsger@example.com' }],
  ] as const;
  for (const [index, [type, name, objectType, object]] of changes.entries()) {
    const time = at('2026-06-14', `1${index}:42`);
    await addEvent({ database }, { type, at: time, name, objectType, object });
  }
}

interface Logged {
  readonly type: string;
  readonly at: string;
  readonly name: string;
  readonly objectType?: string;
  readonly object: object;
}

function addEvent(
  { database }: WithDatabase,
  { type, at: time, name, objectType = 'user', object }: Logged,
): Promise<void> {
  const isRefused = type === 'login_failed';
  return addRow(database, 'events', {
    account_id: EXAMPLE_ACCOUNT,
    type,
    at: time,
    principal_type: isRefused ? 'nobody' : 'user',
    principal_id: isRefused ? null : `usr_${idOf(name)}`,
    principal_name: isRefused ? null : emailOf(name),
    source: isRefused ? 'none' : 'session',
    object_type: objectType,
    object_id: objectType === 'user' ? `usr_${idOf(name)}` : `${objectType}_example`,
    object: JSON.stringify(objectType === 'user' ? { ...object, email: emailOf(name) } : object),
    request_id: 'req_example',
  });
}
