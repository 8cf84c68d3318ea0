import { readBodyUpTo } from '../http/read-body-up-to';
import { logError } from '../log';

/** The ways to send a code that Twilio Verify and this library have in common. */
export const CHANNELS = ['sms', 'whatsapp', 'call'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A service of Twilio Verify and the credentials of its account. */
export interface VerifySettings {
  /** The URL of the service, without a slash at its end. */
  readonly serviceUrl: string;
  readonly authorization: string;
}

/**
 * A reason why a code was not sent or not checked. `number`: Verify does not send to this number by this channel.
 * `throttled`: too many sends to one number. `attempts`: too many checks of one code. `unknown`: the code has expired
 * or was approved before. `settings`: the service or the credentials are wrong. `unavailable`: no usable answer.
 */
export type VerifyProblem =
  | 'number'
  | 'throttled'
  | 'attempts'
  | 'unknown'
  | 'settings'
  | 'unavailable';

/** A started verification. */
interface Started {
  readonly sid: string;
}

/** A code and its recipient. */
interface Recipient {
  /** In E.164. */
  readonly number: string;
  readonly channel: Channel;
}

interface Problem {
  readonly problem: VerifyProblem;
}

/** Sends a code. Within ten minutes, Verify sends the same code again, under the same `sid`. */
export async function sendCode(
  settings: VerifySettings,
  { number, channel }: Recipient,
): Promise<Started | Problem> {
  const answer = await post(settings, 'Verifications', { To: number, Channel: channel });
  if ('problem' in answer) return answer;
  const { status, body } = answer;
  const { sid } = body;
  if (isSuccess(status) && typeof sid === 'string' && SID.test(sid)) return { sid };
  return refused('send', answer, [400, 403].includes(status) ? 'number' : 'settings');
}

/** A typed code and the verification that it belongs to. */
interface TypedCode {
  readonly sid: string;
  readonly code: string;
}

/** Checks a code. Verify approves each code once. A wrong code is an answer with the status 200. */
export async function checkCode(
  settings: VerifySettings,
  { sid, code }: TypedCode,
): Promise<{ readonly isApproved: boolean } | Problem> {
  const fields = { VerificationSid: sid, Code: code };
  const answer = await post(settings, 'VerificationCheck', fields);
  if ('problem' in answer) return answer;
  const { status, body } = answer;
  if (isSuccess(status) && body['status'] === 'approved' && body['sid'] === sid)
    return { isApproved: true };
  if (isSuccess(status) && body['status'] === 'pending') return { isApproved: false };
  // Verify refuses a code of another form with 400, as it refuses a malformed request.
  return refused('check', answer, status === 400 || status === 404 ? 'unknown' : 'settings');
}

const SID = /^VE[0-9a-f]{32}$/;
// Half of the time that a call has.
const TIME_LIMIT_MS = 3_000;
const MAX_BYTES = 64 * 1024;
// https://www.twilio.com/docs/api/errors/60202 and /60203.
const TOO_MANY: Readonly<Record<string, VerifyProblem>> = { 60202: 'attempts', 60203: 'throttled' };

interface VerifyAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function post(
  { serviceUrl, authorization }: VerifySettings,
  resource: string,
  fields: Readonly<Record<string, string>>,
): Promise<VerifyAnswer | Problem> {
  try {
    const response = await fetch(`${serviceUrl}/${resource}`, {
      method: 'POST',
      headers: { Authorization: authorization, Accept: 'application/json' },
      body: new URLSearchParams(fields),
      // The credentials and the number are for Verify alone.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    const text = await readBodyUpTo(response.body, MAX_BYTES);
    const body: unknown = JSON.parse(text?.toString() ?? '');
    if (typeof body !== 'object' || body === null)
      return unavailable('an answer without an object');
    return { status: response.status, body: body as VerifyAnswer['body'] };
  } catch (reason) {
    const isLate = (reason as Error | undefined)?.name === 'TimeoutError';
    return unavailable(
      isLate ? 'no whole answer in time' : 'no connection, or an answer without JSON',
    );
  }
}

// The log has numbers of errors only, since Verify's messages repeat the number that a code was sent to.
function refused(action: string, { status, body }: VerifyAnswer, other: VerifyProblem): Problem {
  const { code } = body;
  if (status === 429) return { problem: TOO_MANY[`${code}`] ?? 'unavailable' };
  if (status < 400 || status >= 500) return unavailable(`the status ${status}`);
  if (other === 'settings') {
    const known = typeof code === 'number' ? ` and error ${code}` : '';
    logError(`Twilio Verify refused to ${action} a code with status ${status}${known}.`);
  }
  return { problem: other };
}

function unavailable(failure: string): Problem {
  logError(`Twilio Verify is unavailable (${failure}).`);
  return { problem: 'unavailable' };
}

function isSuccess(status: number): boolean {
  return status === 200 || status === 201;
}
