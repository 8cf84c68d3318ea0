import { number, strictObject } from 'valibot';
import { OWN } from '../../access';
import { inTransaction } from '../../database/database';
import { recordUserEvent } from '../../events/record-event';
import { callerOf } from '../../identity';
import { operation } from '../../operation';
import { nothing } from '../../schemas';
import { endUserSessions } from '../../sessions/end-user-sessions';
import { insistOnStepUp } from '../../sessions/insist-on-step-up';

/** Ends all of the caller's sessions but this one. */
export const revokeOtherSessions = operation({
  name: 'account/revoke-other-sessions',
  summary: "Ends the user's other sessions.",
  access: OWN,
  changes: true,
  input: nothing,
  output: strictObject({ ended: number() }),
  errors: ['STEP_UP_REQUIRED'],
  async run(call) {
    await insistOnStepUp(call);
    const { userId = '', credentialId = '' } = callerOf(call);
    const ended = await inTransaction(call.database, async (tx) => {
      const ids = await endUserSessions(tx, { userId, except: credentialId });
      const object = { type: 'session', id: null, reason: 'revoked', sessions: ids };
      if (ids.length > 0) {
        await recordUserEvent(tx, call, { type: 'session_deleted', userId, object });
      }
      return ids.length;
    });
    return { ended };
  },
});
