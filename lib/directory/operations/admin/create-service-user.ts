import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import {
  describeServiceUser,
  developer,
  parseServiceUserName,
  requireUniqueName,
  serviceUser,
  serviceUserObject,
} from '../../accounts/service-users';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { newId } from '../../crypto/ids';
import { readOne } from '../../database/database';
import { boundedText } from '../../schemas';

/** Requires a name that no other service user of the account has. */
export const createServiceUser = operation({
  name: 'admin/create-service-user',
  summary: 'Creates a service user, which owns credentials and cannot log in.',
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({ name: boundedText(1000), developer }),
  output: serviceUser,
  errors: ['NAME_INVALID', 'NAME_RESERVED', 'NAME_EXISTS'],
  async run(call, input) {
    const { name, key } = parseServiceUserName(input.name);
    const made = await withAccountLock(call, 'administrator', async (locked) => {
      const { tx, accountId } = locked;
      const id = newId('svc');
      await requireUniqueName(locked, { key, except: id })();
      const values = { id, account_id: accountId, name, name_key: key, developer: input.developer };
      const created = readOne(tx, tx.insertInto('service_users').values(values).returningAll());
      const object = serviceUserObject({ id, name, developer: input.developer });
      await recordEvent(tx, call, { type: 'service_user_created', object });
      return created;
    });
    return describeServiceUser(await made());
  },
});
