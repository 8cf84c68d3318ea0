import { strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { lockServiceUser, serviceUserObject } from '../../accounts/service-users';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { countCredentials } from '../../credentials/credential-owner';
import { write } from '../../database/database';
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
      const { tx } = locked;
      const serviceUser = lockServiceUser(locked, serviceUserId);
      const credentials = countCredentials(tx, { column: 'service_user_id', id: serviceUserId });
      const object = {
        ...serviceUserObject(await serviceUser()),
        credentials: await credentials(),
      };
      await write(tx, tx.deleteFrom('service_users').where('id', '=', serviceUserId));
      await recordEvent(tx, call, { type: 'service_user_deleted', object });
      return {};
    });
  },
});
