import { strictObject } from 'valibot';
import { OWN } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { inTransaction } from '../../database/database';
import { DirectoryError } from '../../errors';
import { done, id } from '../../schemas';
import { recordRevoked } from '../../sessions/end-sessions';
import { insistOnStepUp } from '../../sessions/require-step-up';

/** Ends one of the caller's sessions. */
export const revokeSession = operation({
  name: 'account/revoke-session',
  summary: "Ends one of the user's sessions.",
  access: OWN,
  changes: true,
  setsSession: true,
  input: strictObject({ id }),
  output: done,
  errors: ['NOT_FOUND', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { id: revoked }) {
    const { userId = '', credentialId } = callerOf(call);
    await inTransaction(call.database, async (tx) => {
      await insistOnStepUp(call, tx);
      const ended = await tx
        .deleteFrom('sessions')
        .where('id', '=', revoked)
        .where('user_id', '=', userId)
        .returning(['id', 'account_id as accountId'])
        .executeTakeFirst();
      if (ended === undefined) throw new DirectoryError('NOT_FOUND');
      await recordRevoked(tx, call, [ended]);
    });
    if (revoked === credentialId) call.setSession(null);
    return {};
  },
});
