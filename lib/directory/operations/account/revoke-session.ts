import { strictObject } from 'valibot';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { check, inTransaction } from '../../database/database';
import { DirectoryError } from '../../errors';
import { empty, id } from '../../schemas';
import { recordRevoked } from '../../sessions/end-sessions';
import { requireStepUp } from '../../sessions/require-step-up';

export const revokeSession = operation({
  name: 'account/revoke-session',
  summary: "Ends one of the caller's sessions.",
  access: SELF_SERVICE,
  changes: true,
  setsSession: true,
  input: strictObject({ id }),
  output: empty,
  errors: ['NOT_FOUND', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call, { id: revoked }) {
    const { userId = '', credentialId } = callerOf(call);
    await inTransaction(call.database, async (tx) => {
      requireStepUp(call, tx);
      const end = tx
        .deleteFrom('sessions')
        .where('id', '=', revoked)
        .where('user_id', '=', userId)
        .returning(['id', 'account_id as accountId']);
      const ended = await check(tx, end, ([found]) => {
        if (found === undefined) throw new DirectoryError('NOT_FOUND');
        return found;
      })();
      await recordRevoked(tx, call, [ended]);
    });
    if (revoked === credentialId) call.setSession(null);
    return {};
  },
});
