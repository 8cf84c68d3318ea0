import { sql } from 'kysely';
import { picklist } from 'valibot';
import {
  CHANNELS,
  type Channel,
  checkCode,
  sendCode,
  type VerifySettings,
} from '../../verify/verify';
import { recordUserEvent } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import { countInTransaction, orThrottled } from '../count-in-transaction';
import { derivedDigest } from '../crypto/keys';
import { inTransaction, read, type Tx, write, writeOr } from '../database/database';
import { DirectoryError, type ErrorCode } from '../errors';
import { counterOf, PHONE_ACCOUNT, PHONE_NUMBER, PHONE_USER } from '../throttle';
import { encryptPhoneNumber } from './phone-number';

/** The way in which a code is sent. */
export const channel = picklist(CHANNELS);

// Verify's codes have four to ten digits, as the service's settings say.
const CODE = /^\d{4,10}$/;

/**
 * Returns the settings of Twilio Verify.
 *
 * @throws DirectoryError `PHONE_DISABLED` if the service sends no codes by phone.
 */
export function requireVerify({ settings: { verify } }: Call): VerifySettings {
  if (verify === undefined) throw new DirectoryError('PHONE_DISABLED');
  return verify;
}

/** The number that receives a code. */
interface PhoneCode {
  /** In E.164. */
  readonly number: string;
  readonly channel: Channel;
  /** Whether the code confirms a new number. Otherwise the number is the caller's. */
  readonly isNew: boolean;
  /** Statements that come first, such as a rule. They are sent with the counters. */
  readonly before?: ((tx: Tx) => Promise<void>) | undefined;
}

/**
 * Sends a code to a number and binds it to the caller's session. Each send counts, whether or not it succeeds, because
 * it may cost money: by user, by number and by account.
 *
 * @throws DirectoryError `PHONE_DISABLED`, `THROTTLED`, `PHONE_INVALID`, `NOT_CONFIGURED`, `UNAVAILABLE`,
 *   `SESSION_EXPIRED`, and what `before` throws.
 */
export async function sendPhoneCode(call: Call, code: PhoneCode): Promise<void> {
  const verify = requireVerify(call);
  const left = await countSend(call, code);
  const sent = await sendCode(verify, code);
  if ('problem' in sent) {
    const { problem } = sent;
    if (problem === 'throttled') throw new DirectoryError('THROTTLED', { retryAfterSeconds: left });
    throw new DirectoryError(SEND_ERRORS[problem]);
  }
  await storeVerification(call, code, sent.sid);
}

const SEND_ERRORS = {
  number: 'PHONE_INVALID',
  settings: 'NOT_CONFIGURED',
  unavailable: 'UNAVAILABLE',
  // Verify answers these to checks only.
  attempts: 'UNAVAILABLE',
  unknown: 'NOT_CONFIGURED',
} as const satisfies Readonly<Record<string, ErrorCode>>;

const LIFETIME_SECONDS = 600;

/** Counts a send, or nothing if any limit is reached. @returns the seconds that the session's last code has left. */
async function countSend(call: Call, { number, before }: PhoneCode): Promise<number> {
  const { userId = '', accountId, credentialId = '' } = callerOf(call);
  const counters = [
    counterOf(PHONE_USER, userId),
    counterOf(PHONE_NUMBER, derivedDigest(call.settings.keys, 'phone counters', number)),
    ...(accountId === undefined ? [] : [counterOf(PHONE_ACCOUNT, accountId)]),
  ];
  const counted = inTransaction(call.database, async (tx) => {
    await before?.(tx);
    countInTransaction(tx, counters);
    return read(
      tx,
      sql<{ left: number }>`
        select ceil(extract(epoch from expires_at - now()))::int as left from public.phone_verifications
        where session_id = ${credentialId} and expires_at > now()`,
    );
  });
  const found = await orThrottled(call.database, counted);
  const [verification] = await found();
  return verification?.left ?? LIFETIME_SECONDS;
}

async function storeVerification(call: Call, code: PhoneCode, sid: string): Promise<void> {
  const { userId = '', credentialId = '' } = callerOf(call);
  const { number, channel: by, isNew } = code;
  const stored = isNew ? encryptPhoneNumber(call.settings.keys, userId, number) : null;
  const object = { type: 'user', id: userId, channel: by };
  const inserted = await inTransaction(call.database, async (tx) => {
    const row = read(
      tx,
      sql`insert into public.phone_verifications as v (session_id, sid, number, expires_at)
        select id, ${sid}, ${stored}, now() + make_interval(secs => ${LIFETIME_SECONDS})
        from public.sessions where id = ${credentialId}
        on conflict (session_id) do update set number = excluded.number, sid = excluded.sid,
          expires_at = case when v.sid = excluded.sid then v.expires_at else excluded.expires_at end
        returning 1`,
    );
    await recordUserEvent(tx, call, { type: 'phone_code_sent', userId, object });
    return row;
  });
  if ((await inserted()).length === 0) throw new DirectoryError('SESSION_EXPIRED');
}

/** A typed code, and the verification of the caller's session. */
interface TypedPhoneCode {
  readonly code: string;
  /** Null without one. */
  readonly sid: string | null;
}

/**
 * Requires that Verify approves a code, which it does once. It is called outside of a transaction.
 *
 * @throws DirectoryError `CODE_INVALID`, `PHONE_CODE_EXPIRED`, `NOT_CONFIGURED` or `UNAVAILABLE`.
 */
export async function requirePhoneCode(call: Call, { code, sid }: TypedPhoneCode): Promise<void> {
  const verify = requireVerify(call);
  if (sid === null || !CODE.test(code)) throw new DirectoryError('CODE_INVALID');
  const checked = await checkCode(verify, { sid, code });
  if ('problem' in checked) throw new DirectoryError(CHECK_ERRORS[checked.problem]);
  if (!checked.isApproved) throw new DirectoryError('CODE_INVALID');
}

const CHECK_ERRORS = {
  unknown: 'CODE_INVALID',
  attempts: 'PHONE_CODE_EXPIRED',
  settings: 'NOT_CONFIGURED',
  unavailable: 'UNAVAILABLE',
  throttled: 'UNAVAILABLE',
  number: 'CODE_INVALID',
} as const satisfies Readonly<Record<string, ErrorCode>>;

/**
 * Uses an approved code in a transaction. Of several calls with one code, one succeeds, whatever Verify answers.
 *
 * @throws DirectoryError `CODE_INVALID` with a later statement.
 */
export function usePhoneCode(tx: Tx, { caller }: Call, sid: string | null): void {
  const use = tx
    .deleteFrom('phone_verifications')
    .where('session_id', '=', caller?.credentialId ?? '')
    .where('sid', '=', sid ?? '');
  writeOr(tx, use, new DirectoryError('CODE_INVALID'));
}

/** Ends the verifications of all of a user's sessions. Their codes were sent to the number of before. */
export async function endVerifications(tx: Tx, userId: string): Promise<void> {
  await write(
    tx,
    sql`delete from public.phone_verifications v using public.sessions s
      where s.id = v.session_id and s.user_id = ${userId}`,
  );
}
