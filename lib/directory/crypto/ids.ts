import { hash } from 'node:crypto';
import { randomBase62 } from '../../util/random-base62';

/**
 * How ids begin: accounts, users, memberships, service users, SSH keys, sessions, invitations and
 * requests. The other credentials have the id of their token, events that of the database.
 */
export type IdPrefix = 'ac' | 'usr' | 'mbr' | 'svc' | 'tfs' | 'ses' | 'inv' | 'req';

// 95 bits: no two are ever the same, and there is no counting how many there are.
const ID_LENGTH = 16;
// 178 bits.
const SECRET_LENGTH = 30;

/** A new id, which may be shown, as in `usr_4kTz0cB9vXw2LmQe`. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBase62(ID_LENGTH)}`;
}

/** A new secret for a link or a cookie. Only its {@link secretHash} is kept. */
export function newSecret(): string {
  return randomBase62(SECRET_LENGTH);
}

/** The SHA-256 that a random secret is kept as, and found by; why no more than that: `tokenHash`. */
export function secretHash(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}
