import { sql } from 'kysely';
import type { Tx } from '../database/database';
import type { Challenge } from './challenge';

// Longer than any transaction takes, so that what began in time finds that the challenge was used.
const KEPT_MINUTES = 10;

/** Uses a challenge up. @returns whether this was the first time, and in time. */
export async function useChallenge(tx: Tx, { digest, expiresAt }: Challenge): Promise<boolean> {
  await tx
    .deleteFrom('used_challenges')
    .where('expires_at', '<', sql<Date>`now() - make_interval(mins => ${KEPT_MINUTES})`)
    .execute();
  const { rows } = await sql`
    insert into public.used_challenges (digest, expires_at)
    select ${digest}, to_timestamp(${expiresAt}::float8) where to_timestamp(${expiresAt}::float8) > now()
    on conflict do nothing
    returning 1`.execute(tx);
  return rows.length > 0;
}
