import { strictObject } from 'valibot';
import { inAccount } from '../../accounts/account-transaction';
import { findServiceUser, serviceUserObject } from '../../accounts/service-users';
import { atLeast } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { done, id } from '../../schemas';

/** Deletes a service user, and every credential of it. */
export const deleteServiceUser = operation({
  name: 'admin/delete-service-user',
  summary: 'Deletes a service user and its credentials.',
  access: atLeast('administrator'),
  changes: true,
  input: strictObject({ serviceUser: id }),
  output: done,
  errors: ['NOT_FOUND'],
  async run(call, { serviceUser: serviceUserId }) {
    return inAccount(call, 'administrator', async (held) => {
      const found = await findServiceUser(held, serviceUserId);
      const { count } = await held.tx
        .selectFrom('credentials')
        .select((the) => the.fn.countAll<string>().as('count'))
        .where('service_user_id', '=', serviceUserId)
        .executeTakeFirstOrThrow();
      await held.tx.deleteFrom('service_users').where('id', '=', serviceUserId).execute();
      const object = { ...serviceUserObject(found), credentials: Number(count) };
      await recordEvent(held.tx, call, { type: 'service_user_deleted', object });
      return {};
    });
  },
});
