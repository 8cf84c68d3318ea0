import { hash } from 'node:crypto';
import { randomBase62 } from '../../util/random-base62';

/**
 * The prefixes of ids: accounts, users, memberships, service users, SSH keys, sessions, invitations,
 * passkeys, identity providers, groups and requests. Other credentials use the id of their token, and events an id of the database.
 */
export type IdPrefix =
  | 'ac'
  | 'usr'
  | 'mbr'
  | 'svc'
  | 'tfs'
  | 'ses'
  | 'inv'
  | 'pk'
  | 'idp'
  | 'grp'
  | 'req';

// 95 bits: ids never collide and do not reveal their number.
const ID_LENGTH = 16;
// 178 bits.
const SECRET_LENGTH = 30;

/** Returns a new public id, as in `usr_4kTz0cB9vXw2LmQe`. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBase62(ID_LENGTH)}`;
}

/** Returns a new secret for a link or a cookie. Only its {@link secretHash} is stored. */
export function newSecret(): string {
  return randomBase62(SECRET_LENGTH);
}

/**
 * Returns the SHA-256 under which a random secret is stored and found. `tokenHash` says why SHA-256 suffices.
 */
export function secretHash(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}
