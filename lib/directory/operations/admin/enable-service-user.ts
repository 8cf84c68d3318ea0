import { strictObject } from 'valibot';
import { serviceUser } from '../../accounts/service-users';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { id } from '../../schemas';
import { setServiceUserActive } from './set-service-user-active';

export const enableServiceUser = operation({
  name: 'admin/enable-service-user',
  summary: 'Allows the credentials of a disabled service user to be used again.',
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({ serviceUser: id }),
  output: serviceUser,
  errors: ['NOT_FOUND', 'STEP_UP_REQUIRED', 'SESSION_EXPIRED'],
  run: (call, { serviceUser: serviceUserId }) => setServiceUserActive(call, serviceUserId, true),
});
