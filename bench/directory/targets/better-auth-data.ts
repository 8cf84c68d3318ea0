import { createHash } from 'node:crypto';

/** What the user with this number has in hand; the database makes the same of the same number. */
export function sessionTokenOf(user: number): string {
  return digest(`token ${user}`).slice(0, 32);
}

/** As long as better-auth's own keys. */
export function apiKeyOf(user: number): string {
  return digest(`key ${user}`);
}

export function emailOf(user: number): string {
  return `user-${user}@example.com`;
}

/** Everybody's: a hash of its own for each would take a day, and no check the longer. */
export const PASSWORD = 'correct horse battery staple';

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const sqlDigest = (text: string) => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

// As the plugin stores a key: SHA-256 in base64url without pads.
const sqlStoredKey = (key: string) =>
  `translate(rtrim(encode(sha256(convert_to(${key}, 'UTF8')), 'base64'), '='), '+/', '-_')`;

// As random as better-auth's own ids, and as long.
const id = (kind: string) => `left(${sqlDigest(`'${kind} ' || n`)}, 32)`;

/** What makes so many users; the hash is of the password that all of them have. */
export const fill = (users: number, hash: string): readonly string[] => [
  `INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt", "twoFactorEnabled")
   SELECT ${id('user')}, 'User ' || n, 'user-' || n || '@example.com', true, now(), now(), false
   FROM generate_series(0, ${users - 1}) n`,
  `INSERT INTO account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
   SELECT ${id('account')}, ${id('user')}, 'credential', ${id('user')}, '${hash}', now(), now()
   FROM generate_series(0, ${users - 1}) n`,
  `INSERT INTO session (id, "expiresAt", token, "createdAt", "updatedAt", "ipAddress", "userAgent", "userId")
   SELECT ${id('session')}, now() + interval '7 days', left(${sqlDigest("'token ' || n")}, 32),
     now(), now(), '127.0.0.1', 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0', ${id('user')}
   FROM generate_series(0, ${users - 1}) n`,
  `INSERT INTO apikey (id, "configId", name, start, "referenceId", key, enabled, "rateLimitEnabled",
     "rateLimitTimeWindow", "rateLimitMax", "requestCount", "createdAt", "updatedAt")
   SELECT ${id('apikey')}, 'default', 'bench', left(${sqlDigest("'key ' || n")}, 6), ${id('user')},
     ${sqlStoredKey(sqlDigest("'key ' || n"))},
     true, false, 86400000, 10, 0, now(), now()
   FROM generate_series(0, ${users - 1}) n`,
];
