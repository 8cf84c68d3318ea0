import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { EnvVariables } from './env-file';

/** A code that would be sent to a phone. */
export interface SentCode {
  readonly number: string;
  readonly channel: string;
  readonly code: string;
}

/** The behavior of a local server. */
export interface LocalVerifyOptions {
  /** Receives each code. */
  readonly onCode: (sent: SentCode) => void;
  /** The clock, in ms since 1970. Default: the system's. */
  readonly now?: () => number;
  /** The expected header. Default: any caller is accepted. */
  readonly authorization?: string;
}

/** A server on this machine in place of Twilio Verify. */
export interface LocalVerify {
  /** The variables of a service that uses it. */
  readonly variables: EnvVariables;
  stop(): Promise<void>;
}

const LIFETIME_MS = 10 * 60_000;
const MAX_SENDS = 5;
const MAX_CHECKS = 5;
const NUMBER = /^\+[1-9]\d{1,14}$/;
const CHANNELS = ['sms', 'whatsapp', 'call'];

interface Verification extends SentCode {
  readonly sid: string;
  readonly endsAt: number;
  isApproved: boolean;
  sends: number;
  checks: number;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

/**
 * Starts a server with the documented behavior of Twilio Verify: a code is valid for ten minutes, with five sends and
 * five checks, and is approved once (https://www.twilio.com/docs/verify/api).
 */
export async function startLocalVerify(options: LocalVerifyOptions): Promise<LocalVerify> {
  const serviceSid = `VA${randomBytes(16).toString('hex')}`;
  const answer = answers(options);
  const server = createServer(async (request, response) => {
    const { status, body } = await route(request, serviceSid, { options, answer });
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  // It must not keep the process alive.
  await once(server.listen(0, '127.0.0.1').unref(), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    variables: { VERIFY_SERVICE_SID: serviceSid, VERIFY_URL: `http://127.0.0.1:${port}` },
    async stop() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

interface Routed {
  readonly options: LocalVerifyOptions;
  readonly answer: ReturnType<typeof answers>;
}

async function route(
  request: IncomingMessage,
  serviceSid: string,
  { options: { authorization }, answer }: Routed,
): Promise<Answer> {
  const fields = new URLSearchParams(await text(request));
  if (authorization !== undefined && request.headers.authorization !== authorization) {
    return failure(401, 20003, 'Authenticate');
  }
  const base = `/v2/Services/${serviceSid}`;
  if (request.method !== 'POST') return failure(405, 20004, 'Method not allowed');
  if (request.url === `${base}/Verifications`) return answer.send(fields);
  return request.url === `${base}/VerificationCheck` ? answer.check(fields) : notFound();
}

function answers({ onCode, now = Date.now }: LocalVerifyOptions) {
  const verifications = new Map<string, Verification>();
  const isOpen = (one: Verification) => !one.isApproved && now() < one.endsAt;
  return {
    send(fields: URLSearchParams): Answer {
      const number = fields.get('To') ?? '';
      const channel = fields.get('Channel') ?? '';
      if (!(NUMBER.test(number) && CHANNELS.includes(channel))) {
        return failure(400, 60200, 'Invalid parameter');
      }
      const known = [...verifications.values()].find((one) => one.number === number && isOpen(one));
      const verification =
        known ?? newVerification({ number, channel, endsAt: now() + LIFETIME_MS });
      if (verification.sends >= MAX_SENDS) return failure(429, 60203, 'Max send attempts reached');
      verification.sends += 1;
      const { sid, code } = verification;
      verifications.set(sid, verification);
      onCode({ number, channel, code });
      return { status: 201, body: { sid, to: number, channel, status: 'pending', valid: false } };
    },
    check(fields: URLSearchParams): Answer {
      const sid = fields.get('VerificationSid') ?? '';
      const verification = verifications.get(sid);
      if (verification === undefined || !isOpen(verification)) return notFound();
      if (verification.checks >= MAX_CHECKS)
        return failure(429, 60202, 'Max check attempts reached');
      verification.checks += 1;
      verification.isApproved = fields.get('Code') === verification.code;
      const status = verification.isApproved ? 'approved' : 'pending';
      return { status: 200, body: { sid, status, valid: verification.isApproved } };
    },
  };
}

function newVerification(one: Pick<Verification, 'number' | 'channel' | 'endsAt'>): Verification {
  const sid = `VE${randomBytes(16).toString('hex')}`;
  const code = `${randomInt(1_000_000)}`.padStart(6, '0');
  return { ...one, sid, code, isApproved: false, sends: 0, checks: 0 };
}

function failure(status: number, code: number, message: string): Answer {
  return { status, body: { code, message, status } };
}

function notFound(): Answer {
  return failure(404, 20404, 'The requested resource was not found');
}

/**
 * Provides codes by phone on this machine, which are printed, unless a service of Twilio Verify is set.
 *
 * @param given - the variables that are set.
 */
export async function openLocalVerify(given: EnvVariables): Promise<LocalVerify> {
  if (given['VERIFY_SERVICE_SID']) return { variables: {}, stop: async () => {} };
  return startLocalVerify({
    onCode: ({ number, channel, code }) => console.log(`Code by ${channel} to ${number}: ${code}`),
  });
}
