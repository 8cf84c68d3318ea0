import { type RawBuilder, sql } from 'kysely';
import { mfaDisabledMail } from '../../../mail/texts/second-factor-mails';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import type { Tx } from '../../database/database';
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
    const work = (tx: Tx) => removeSecondFactor(tx, call, userId);
    const unless = { found: accountsWithMfa(userId), refusal: 'MFA_REQUIRED' } as const;
    await requireSecondFactor(call, { given, failure: 'mfa_failed', unless, work });
    const by = 'code' in given ? 'code' : 'recoveryCode';
    await notifyUser(call, { userId, email }, (notice) => mfaDisabledMail({ ...notice, by }));
    return {};
  },
});

function accountsWithMfa(userId: string): RawBuilder<unknown> {
  return sql`select from public.memberships m join public.accounts a on a.id = m.account_id
    where m.user_id = ${userId} and a.mfa_required`;
}
