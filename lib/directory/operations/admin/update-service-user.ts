import { optional, strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import {
  describeServiceUser,
  developer,
  lockServiceUser,
  parseServiceUserName,
  requireUniqueName,
  serviceUser,
  serviceUserObject,
} from '../../accounts/service-users';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { boundedText, id } from '../../schemas';
import { requireStepUp } from '../../sessions/require-step-up';

export const updateServiceUser = operation({
  name: 'admin/update-service-user',
  summary: "Changes a service user's name or developer level.",
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({
    serviceUser: id,
    name: optional(boundedText(1000)),
    developer: optional(developer),
  }),
  output: serviceUser,
  errors: [
    'NOT_FOUND',
    'NAME_INVALID',
    'NAME_RESERVED',
    'NAME_EXISTS',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, input) {
    return withAccountLock(call, 'administrator', async (locked) => {
      const before = await lockServiceUser(locked, input.serviceUser);
      const given = input.name === undefined ? undefined : parseServiceUserName(input.name);
      const name = given?.name ?? before.name;
      const name_key = given?.key ?? before.name_key;
      const level = input.developer ?? before.developer;
      if (name === before.name && level === before.developer) return describeServiceUser(before);
      if (level === 'read-write' && before.developer === 'read-only') {
        await requireStepUp(call, locked.tx);
      }
      await requireUniqueName(locked, { key: name_key, except: before.id });

      await locked.tx
        .updateTable('service_users')
        .set({ name, name_key, developer: level })
        .where('id', '=', before.id)
        .execute();
      const after = { ...before, name, developer: level };
      const from = { name: before.name, developer: before.developer };
      const object = { ...serviceUserObject(after), from };
      await recordEvent(locked.tx, call, { type: 'service_user_updated', object });
      return describeServiceUser(after);
    });
  },
});
