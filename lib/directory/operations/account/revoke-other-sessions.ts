import { number, strictObject } from 'valibot';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { callerOf } from '../../call';
import { inTransaction } from '../../database/database';
import { empty } from '../../schemas';
import { endUserSessions, recordRevoked } from '../../sessions/end-sessions';
import { requireStepUp } from '../../sessions/require-step-up';

export const revokeOtherSessions = operation({
  name: 'account/revoke-other-sessions',
  summary: "Ends all of the caller's sessions except the current one.",
  access: SELF_SERVICE,
  changes: true,
  input: empty,
  output: strictObject({ ended: number() }),
  errors: ['STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  async run(call) {
    const { userId = '', credentialId = '' } = callerOf(call);
    const ended = await inTransaction(call.database, async (tx) => {
      requireStepUp(call, tx);
      const sessions = await endUserSessions(tx, { userId, except: credentialId })();
      await recordRevoked(tx, call, sessions);
      return sessions.length;
    });
    return { ended };
  },
});
