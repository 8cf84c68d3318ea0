import { sql } from 'kysely';
import type { Call } from '../call';
import { makeChallenge } from './challenge';

const LIFETIME_SECONDS = 120;

/** A new challenge, which counts for two minutes by the database's clock: containers' clocks differ. */
export async function giveChallenge({ database, settings }: Call): Promise<string> {
  const { rows } = await sql<{ now: number }>`
    select extract(epoch from now())::float8 as now`.execute(database);
  return makeChallenge(settings, Math.floor(rows[0]?.now ?? 0) + LIFETIME_SECONDS);
}
