import { strictObject } from 'valibot';
import { inAccount } from '../../accounts/account-transaction';
import {
  describeServiceUser,
  developer,
  mustBeFree,
  readServiceUserName,
  serviceUser,
  serviceUserObject,
} from '../../accounts/service-users';
import { atLeast } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { newId } from '../../crypto/ids';
import { text } from '../../schemas';

/** Makes a service user, whose name no other one of the account has. */
export const createServiceUser = operation({
  name: 'admin/create-service-user',
  summary: 'Makes a service user: an owner of credentials who does not log in.',
  access: atLeast('administrator'),
  changes: true,
  input: strictObject({ name: text(1000), developer }),
  output: serviceUser,
  errors: ['NAME_INVALID', 'NAME_RESERVED', 'NAME_EXISTS'],
  async run(call, input) {
    const { name, key } = readServiceUserName(input.name);
    return inAccount(call, 'administrator', async (held) => {
      const { tx, accountId } = held;
      const id = newId('svc');
      await mustBeFree(held, { key, except: id });
      const made = await tx
        .insertInto('service_users')
        .values({ id, account_id: accountId, name, name_key: key, developer: input.developer })
        .returningAll()
        .executeTakeFirstOrThrow();
      const object = serviceUserObject(made);
      await recordEvent(tx, call, { type: 'service_user_created', object });
      return describeServiceUser(made);
    });
  },
});
