import { strictObject } from 'valibot';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { inTransaction, write } from '../../database/database';
import { boundedText, empty } from '../../schemas';
import { parseDisplayName } from '../../users/display-name';
import { requireUnmanagedUser } from '../../users/require-unmanaged-user';

export const updateProfile = operation({
  name: 'account/update-profile',
  summary: "Changes the caller's name.",
  access: SELF_SERVICE,
  changes: true,
  input: strictObject({ name: boundedText(1000) }),
  output: empty,
  errors: ['NAME_INVALID', 'MANAGED_BY_IDENTITY_PROVIDER'],
  async run(call, given) {
    const { userId = '' } = callerOf(call);
    const { name } = parseDisplayName(given.name);
    await inTransaction(call.database, async (tx) => {
      requireUnmanagedUser(tx, userId);
      await write(tx, tx.updateTable('users').set({ name }).where('id', '=', userId));
      const object = { type: 'user', id: userId, name };
      await recordUserEvent(tx, call, { type: 'user_updated', userId, object });
    });
    return {};
  },
});
