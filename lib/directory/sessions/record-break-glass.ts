import { breakGlassUsedMail } from '../../mail/texts/enforced-sso-mails';
import { recordEvent } from '../audit-log/record-event';
import { type Call, callerOf } from '../call';
import type { Tx } from '../database/database';
import {
  prepareNotices,
  readOtherRecipients,
  type SendNotices,
} from '../notifications/notify-account';

/**
 * Records that the caller is in the caller's account without the single sign-on that it requires.
 *
 * @returns a function that notifies the other administrators after the commit.
 */
export async function recordBreakGlass(tx: Tx, call: Call): Promise<() => Promise<void>> {
  const { credentialId = '' } = callerOf(call);
  const administrators = readOtherRecipients(call, tx);
  const object = { type: 'session', id: credentialId };
  await recordEvent(tx, call, { type: 'break_glass_used', object });
  const send: SendNotices = prepareNotices(call, tx, await administrators());
  return () => send(breakGlassUsedMail);
}
