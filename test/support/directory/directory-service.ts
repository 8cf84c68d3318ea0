import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { type RawAnswer, sendRequest } from '../clients/send-request';
import { asJson } from '../guard/as-json';
import { createDatabase, type TestDatabase } from '../postgres/database';
import type { Environment } from '../services/environments';
import type { Service } from '../services/service';

/** A running service with a directory in its own database. */
export interface DirectoryService {
  readonly service: Service;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

/** The headers that a caller presents. */
export type Presented = Readonly<Record<string, string>>;

/** Starts the service in an environment with an empty directory. */
export async function startDirectory(
  { start }: Environment,
  more: Readonly<Record<string, string>> = {},
): Promise<DirectoryService> {
  const database = await createDatabase();
  const variables = {
    DATABASE_URL: database.url,
    DIRECTORY_KEY: randomBytes(32).toString('base64'),
    PUBLIC_URL: ORIGIN,
    ...more,
  };
  const service = await start({ variables });
  return {
    service,
    database,
    async close() {
      await service.close();
      await database.close();
    },
  };
}

const ORIGIN = 'https://service.example';
// A caller of thousands of endpoints keeps its connection.
const agent = new Agent({ keepAlive: true });

/** Calls an endpoint over HTTP, as a page of the service does. */
export function callEndpoint(
  { service }: DirectoryService,
  path: string,
  { presented = {}, input = {} }: { readonly presented?: Presented; readonly input?: object } = {},
): Promise<RawAnswer> {
  return sendRequest(`${service.url}/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: ORIGIN, ...presented },
    body: JSON.stringify(asJson(input)),
    agent,
  });
}

/** Returns the headers of a page whose session has this secret. */
export function sessionCookie(secret: string): Presented {
  return { Cookie: `__Secure-session=${secret}` };
}
