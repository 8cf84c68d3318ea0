import { createHash, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { Pool } from 'pg';
import { serve } from '../serve';
import { EVENTS_PAGE } from '../tasks';
import { apiKeyOf, emailOf, PASSWORD, sessionTokenOf } from './better-auth-data';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

const SESSION = `SELECT s.id, u.id AS user FROM session s JOIN "user" u ON u.id = s."userId"
  WHERE s.token = $1 AND s."expiresAt" > now()`;
const API_KEY = `SELECT k.id, u.id AS user FROM apikey k JOIN "user" u ON u.id = k."referenceId"
  WHERE k.key = $1 AND k.enabled`;
const SIGN_IN = `INSERT INTO session (id, "expiresAt", token, "createdAt", "updatedAt", "userId")
  SELECT $2, now() + interval '7 days', $2, now(), now(), id FROM "user" WHERE email = $1`;
const EVENTS = `SELECT * FROM floor_events
  WHERE seq <= (SELECT max(seq) FROM floor_events) - $1::bigint ORDER BY seq DESC LIMIT $2`;

// Uses better-auth's tables.
serve(async ({ ownerUrl }) => {
  const pool = new Pool({ connectionString: ownerUrl });
  const bareHash = async () => {
    await derive(PASSWORD, randomBytes(16), 64, { N: 16_384, r: 16, p: 1, maxmem: 2 ** 26 });
  };
  const isFound = async (name: string, text: string, values: readonly string[]) => {
    const { rowCount } = await pool.query({ name, text, values: [...values] });
    return rowCount === 1;
  };
  return {
    checkSession: (user) => {
      const token = sessionTokenOf(user);
      return () => isFound('session', SESSION, [token]);
    },
    checkToken: (user) => {
      const hash = createHash('sha256').update(apiKeyOf(user)).digest('base64url');
      return () => isFound('token', API_KEY, [hash]);
    },
    signIn: (user) => async () => {
      await bareHash();
      return isFound('sign-in', SIGN_IN, [emailOf(user), randomBytes(16).toString('hex')]);
    },
    bareHash,
    readEvents: async ({ page }) => {
      const values = [page * EVENTS_PAGE, EVENTS_PAGE];
      const { rows } = await pool.query({ name: 'events', text: EVENTS, values });
      return rows;
    },
    close: () => pool.end(),
  };
});
