import { mfaDisabledMail } from '../../../mail/texts/second-factor-mails';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { type Call, callerOf } from '../../call';
import type { Tx } from '../../database/database';
import { DirectoryError } from '../../errors';
import {
  type GivenFactor,
  removeSecondFactor,
  requireSecondFactor,
} from '../../mfa/require-second-factor';
import { notifyUser } from '../../notifications/notify-user';
import { empty, secondFactorInput } from '../../schemas';

/** Refuses if any account of the user requires MFA. */
export const disableMfa = operation({
  name: 'account/disable-mfa',
  summary:
    'Disables MFA for the caller. Requires a code of the authenticator app or a recovery code.',
  access: SELF_SERVICE,
  changes: true,
  input: secondFactorInput,
  output: empty,
  errors: ['MFA_REQUIRED', 'MFA_NOT_ENABLED', 'CODE_INVALID', 'THROTTLED'],
  async run(call, given: GivenFactor) {
    const { userId = '', name: email } = callerOf(call);
    await requireMfaOptional(call);
    const work = (tx: Tx) => removeSecondFactor(tx, call, userId);
    await requireSecondFactor(call, { given, failure: 'mfa_failed', work });
    const by = 'code' in given ? 'code' : 'recoveryCode';
    await notifyUser(call, { userId, email }, (notice) => mfaDisabledMail({ ...notice, by }));
    return {};
  },
});

async function requireMfaOptional(call: Call): Promise<void> {
  const account = await call.database
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select('a.id')
    .where('m.user_id', '=', callerOf(call).userId ?? '')
    .where('a.mfa_required', '=', true)
    .executeTakeFirst();
  if (account !== undefined) throw new DirectoryError('MFA_REQUIRED');
}
