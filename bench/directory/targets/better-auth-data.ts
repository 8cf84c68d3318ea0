import { createHash } from 'node:crypto';

/** Returns a user's session token. The database computes the same token from the user's number. */
export function sessionTokenOf(user: number): string {
  return digest(`token ${user}`).slice(0, 32);
}

/** Returns a key as long as better-auth's own keys. */
export function apiKeyOf(user: number): string {
  return digest(`key ${user}`);
}

export function emailOf(user: number): string {
  return `user-${user}@example.com`;
}

/** The password of all users. Separate hashes would take a day, and would not change a check. */
export const PASSWORD = 'correct horse battery staple';

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const sqlDigest = (text: string) => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

// The plugin stores a key as SHA-256 in base64url without padding.
const sqlStoredKey = (key: string) =>
  `translate(rtrim(encode(sha256(convert_to(${key}, 'UTF8')), 'base64'), '='), '+/', '-_')`;

// IDs are as random and as long as better-auth's own.
const id = (kind: string) => `left(${sqlDigest(`'${kind} ' || n`)}, 32)`;

/** Returns the statements that create users. The hash belongs to the password of all users. */
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
