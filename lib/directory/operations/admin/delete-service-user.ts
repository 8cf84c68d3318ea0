import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { lockServiceUser, serviceUserObject } from '../../accounts/service-users';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { empty, id } from '../../schemas';

export const deleteServiceUser = operation({
  name: 'admin/delete-service-user',
  summary: 'Deletes a service user and its credentials.',
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({ serviceUser: id }),
  output: empty,
  errors: ['NOT_FOUND'],
  async run(call, { serviceUser: serviceUserId }) {
    return withAccountLock(call, 'administrator', async (locked) => {
      const found = await lockServiceUser(locked, serviceUserId);
      const { count } = await locked.tx
        .selectFrom('credentials')
        .select((the) => the.fn.countAll<string>().as('count'))
        .where('service_user_id', '=', serviceUserId)
        .executeTakeFirstOrThrow();
      await locked.tx.deleteFrom('service_users').where('id', '=', serviceUserId).execute();
      const object = { ...serviceUserObject(found), credentials: Number(count) };
      await recordEvent(locked.tx, call, { type: 'service_user_deleted', object });
      return {};
    });
  },
});
