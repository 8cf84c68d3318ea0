import { Client } from 'pg';
import type { Database, Target } from '../target';
import { betterAuth } from './better-auth';

/** The minimum work with Postgres: one prepared statement per check, whose rows are not processed. */
export const floor: Target = {
  name: 'floor: pg 8.23.1, one statement per check',
  side: 'floor',
  child: 'floor-child',
  prepare: betterAuth.prepare,
  loadEvents,
};

async function loadEvents({ ownerUrl }: Database, events: number): Promise<void> {
  const client = new Client(ownerUrl);
  await client.connect();
  const { rows } = await client.query(`SELECT to_regclass('floor_events') IS NOT NULL AS filled`);
  if (rows[0]?.filled === true) return client.end();
  await client.query(`CREATE TABLE floor_events (
    seq bigint PRIMARY KEY, type text NOT NULL, at timestamptz NOT NULL, object jsonb NOT NULL)`);
  await client.query(`INSERT INTO floor_events
    SELECT n, 'member.disabled', now(), '{"id": "mbr_0123456789ab"}' FROM generate_series(1, ${events}) n`);
  await client.query('VACUUM ANALYZE floor_events');
  await client.end();
}
