import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SentCode, startLocalVerify } from '../../../cli/project/local-verify';
import { basicAuthorization } from '../guard/invoke';

/** A stand-in for Twilio Verify. */
export interface VerifyServer {
  /** The variables of a service that uses it. */
  readonly variables: Readonly<Record<string, string>>;
  /** The codes that it has sent. */
  readonly sent: SentCode[];
  /** Returns the last code that was sent to a number. */
  codeOf(number: string): string;
  /** Moves its clock. */
  advance(milliseconds: number): void;
  close(): Promise<void>;
}

const ACCOUNT_SID = `AC${'1'.repeat(32)}`;
const AUTH_TOKEN = 'b'.repeat(32);

/** Starts the stand-in on a free port of the loopback address. It requires the credentials of its account. */
export async function startVerifyServer(): Promise<VerifyServer> {
  const sent: SentCode[] = [];
  let ahead = 0;
  const { variables, stop } = await startLocalVerify({
    onCode: (one) => sent.push(one),
    now: () => Date.now() + ahead,
    authorization: basicAuthorization(ACCOUNT_SID, AUTH_TOKEN),
  });
  return {
    variables: { ...(variables as Record<string, string>), ACCOUNT_SID, AUTH_TOKEN },
    sent,
    codeOf(number) {
      const last = sent.findLast((one) => one.number === number);
      if (last === undefined) throw new Error(`no code was sent to ${number}`);
      return last.code;
    },
    advance(milliseconds) {
      ahead += milliseconds;
    },
    close: stop,
  };
}

/** A response of a server that is not Verify. Null never answers. */
export interface BrokenAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server in place of Verify whose answers a test chooses. */
export interface BrokenVerifyServer {
  readonly variables: Readonly<Record<string, string>>;
  /** The paths of the requests that it has received. */
  readonly paths: string[];
  answer(next: BrokenAnswer | null): void;
  close(): Promise<void>;
}

/** Starts a server that gives every request the answer of the test. */
export async function startBrokenVerifyServer(): Promise<BrokenVerifyServer> {
  const paths: string[] = [];
  let next: BrokenAnswer | null = null;
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    if (next !== null) response.writeHead(next.status, next.headers).end(next.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    variables: {
      VERIFY_SERVICE_SID: `VA${'2'.repeat(32)}`,
      VERIFY_URL: `http://127.0.0.1:${port}`,
      ACCOUNT_SID,
      AUTH_TOKEN,
    },
    paths,
    answer(given) {
      next = given;
    },
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
