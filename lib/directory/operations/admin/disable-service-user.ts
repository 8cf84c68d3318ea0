import { strictObject } from 'valibot';
import { serviceUser } from '../../accounts/service-users';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { id } from '../../schemas';
import { setServiceUserActive } from './set-service-user-active';

export const disableServiceUser = operation({
  name: 'admin/disable-service-user',
  summary: 'Blocks the credentials of a service user until it is enabled again.',
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({ serviceUser: id }),
  output: serviceUser,
  errors: ['NOT_FOUND'],
  run: (call, { serviceUser: serviceUserId }) => setServiceUserActive(call, serviceUserId, false),
});
