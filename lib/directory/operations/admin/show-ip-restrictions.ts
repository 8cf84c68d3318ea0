import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { readIpRestrictions, shownIpRestrictions } from '../../ip-restrictions/ip-restrictions';
import { empty } from '../../schemas';

export const showIpRestrictions = operation({
  name: 'admin/show-ip-restrictions',
  summary:
    "Shows the IP restrictions of the caller's account, the caller's address, and who was outside in the last seven days.",
  access: requireRole('administrator'),
  changes: false,
  input: empty,
  output: shownIpRestrictions,
  errors: [],
  run: (call) => readIpRestrictions(call.database, call),
});
