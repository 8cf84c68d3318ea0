import { sql } from 'kysely';
import { integer, maxValue, minValue, number, optional, pipe } from 'valibot';
import { newSecret, secretHash } from '../crypto/ids';

/** For how many days an invitation counts, where nothing else is said. */
export const DEFAULT_DAYS = 7;
const MAX_DAYS = 30;

export const expiresInDays = optional(
  pipe(number(), integer(), minValue(1), maxValue(MAX_DAYS)),
  DEFAULT_DAYS,
);

/** A new secret for an invitation, and the columns that make it the only one. */
export function newInvitationLink(days: number) {
  const secret = newSecret();
  const expires_at = sql<Date>`now() + make_interval(days => ${days})`;
  return { secret, columns: { secret_hash: secretHash(secret), expires_at } };
}
