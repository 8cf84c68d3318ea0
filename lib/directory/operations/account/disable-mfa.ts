import { sql } from 'kysely';
import { mfaDisabledMail } from '../../../mail/texts/second-factor-mails';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { type Tx, writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import { afterRemoval, requiringAccounts } from '../../mfa/change-second-factors';
import {
  type GivenFactor,
  requireSecondFactor,
  secondFactorInput,
} from '../../mfa/require-second-factor';
import { notifyUser } from '../../notifications/notify-user';
import { empty } from '../../schemas';
import { hasPasskey, hasPhone } from '../../users/second-factors';

/** Refuses if it is the last second factor and any account of the user requires one. */
export const disableMfa = operation({
  name: 'account/disable-mfa',
  summary:
    "Removes the caller's authenticator app. Requires a code of the app, a recovery code, a code by phone or a passkey.",
  access: SELF_SERVICE,
  changes: true,
  input: secondFactorInput,
  output: empty,
  errors: [
    'MFA_REQUIRED',
    'MFA_NOT_ENABLED',
    'CODE_INVALID',
    'PASSKEY_INVALID',
    'PASSKEY_UNKNOWN',
    'PHONE_DISABLED',
    'PHONE_CODE_EXPIRED',
    'THROTTLED',
  ],
  async run(call, given: GivenFactor) {
    const { userId = '', name: email } = callerOf(call);
    const work = (tx: Tx) => removeApp(tx, call);
    const unless = { found: requiringAccountsWithout(call), refusal: 'MFA_REQUIRED' } as const;
    await requireSecondFactor(call, { given, failure: 'mfa_failed', unless, work });
    const by = proofOf(given);
    await notifyUser(call, { userId, email }, (notice) => mfaDisabledMail({ ...notice, by }));
    return {};
  },
});

async function removeApp(tx: Tx, call: Call): Promise<void> {
  const { userId = '' } = callerOf(call);
  const without = { totp_secret: null, totp_confirmed_at: null, totp_last_step: null };
  const update = tx
    .updateTable('users')
    .set(without)
    .where('id', '=', userId)
    .where('totp_confirmed_at', 'is not', null);
  writeOr(tx, update, new DirectoryError('MFA_NOT_ENABLED'));
  await afterRemoval(tx, call);
  const object = { type: 'user', id: userId, factor: 'app' };
  await recordUserEvent(tx, call, { type: 'mfa_disabled', userId, object });
}

// Read before the attempt, so that a refused removal does not use up a code. The transaction requires it again.
function requiringAccountsWithout(call: Call) {
  const { userId = '' } = callerOf(call);
  return sql`${requiringAccounts(userId)} and not exists (
    select from public.users where id = ${userId} 
      and (${hasPasskey(call.settings)} or ${hasPhone()}))`;
}

function proofOf(given: GivenFactor) {
  if ('code' in given) return 'code' as const;
  if ('phoneCode' in given) return 'phoneCode' as const;
  return 'passkey' in given ? ('passkey' as const) : ('recoveryCode' as const);
}
