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
import { write } from '../../database/database';
import { boundedText, id } from '../../schemas';
import { readStepUp } from '../../sessions/require-step-up';

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
      const { tx } = locked;
      const given = input.name === undefined ? undefined : parseServiceUserName(input.name);
      const serviceUser = lockServiceUser(locked, input.serviceUser);
      const requireStepUp = readStepUp(call, tx);
      if (given !== undefined) {
        requireUniqueName(locked, { key: given.key, except: input.serviceUser });
      }
      const before = await serviceUser();
      const name = given?.name ?? before.name;
      const name_key = given?.key ?? before.name_key;
      const level = input.developer ?? before.developer;
      if (name === before.name && level === before.developer) return describeServiceUser(before);
      if (level === 'read-write' && before.developer === 'read-only') {
        await requireStepUp();
      }

      const changes = { name, name_key, developer: level };
      await write(tx, tx.updateTable('service_users').set(changes).where('id', '=', before.id));
      const after = { ...before, name, developer: level };
      const from = { name: before.name, developer: before.developer };
      const object = { ...serviceUserObject(after), from };
      await recordEvent(tx, call, { type: 'service_user_updated', object });
      return describeServiceUser(after);
    });
  },
});
