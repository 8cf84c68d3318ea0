import { strictObject } from 'valibot';
import { atLeast } from '../../access';
import { inAccount } from '../../database/in-account';
import { recordEvent } from '../../events/record-event';
import { operation } from '../../operation';
import { done, id } from '../../schemas';
import { findServiceUser, serviceUserObject } from '../../service-users/service-user';

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
