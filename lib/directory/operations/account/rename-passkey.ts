import { strictObject } from 'valibot';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { recordUserEvent } from '../../audit-log/record-event';
import { callerOf } from '../../call';
import { inTransaction, writeOr } from '../../database/database';
import { DirectoryError } from '../../errors';
import { boundedText, empty, id } from '../../schemas';
import { parseDisplayName } from '../../users/display-name';

export const renamePasskey = operation({
  name: 'account/rename-passkey',
  summary: "Changes the name of one of the caller's passkeys.",
  access: SELF_SERVICE,
  changes: true,
  input: strictObject({ id, name: boundedText(1000) }),
  output: empty,
  errors: ['NOT_FOUND', 'NAME_INVALID'],
  async run(call, { id: renamed, name: wanted }) {
    const { userId = '' } = callerOf(call);
    const { name } = parseDisplayName(wanted);
    await inTransaction(call.database, async (tx) => {
      const update = tx
        .updateTable('passkeys')
        .set({ name })
        .where('id', '=', renamed)
        .where('user_id', '=', userId);
      writeOr(tx, update, new DirectoryError('NOT_FOUND'));
      const object = { type: 'passkey', id: renamed, name };
      await recordUserEvent(tx, call, { type: 'passkey_renamed', userId, object });
    });
    return {};
  },
});
