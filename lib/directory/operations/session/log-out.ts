import { ANY_SESSION } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { inTransaction } from '../../database/database';
import { empty } from '../../schemas';

export const logOut = operation({
  name: 'session/log-out',
  summary: "Ends the caller's session.",
  access: { ...ANY_SESSION, anyAddress: true },
  changes: true,
  setsSession: true,
  input: empty,
  output: empty,
  errors: [],
  async run(call) {
    const { credentialId = '' } = callerOf(call);
    await inTransaction(call.database, async (tx) => {
      const { numDeletedRows } = await tx
        .deleteFrom('sessions')
        .where('id', '=', credentialId)
        .executeTakeFirst();
      if (numDeletedRows === 0n) return;
      const object = { type: 'session', id: credentialId, reason: 'log-out' };
      await recordEvent(tx, call, { type: 'session_deleted', object });
    });
    call.setSession(null);
    return {};
  },
});
