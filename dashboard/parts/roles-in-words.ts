import type { Roles } from '../../lib/identity/roles';
import { text } from '../texts/text';

/** Returns roles in words, such as "Read-write, manages members". */
export function rolesInWords({ developer, team, administrator }: Roles): string {
  const { roles } = text.common;
  if (administrator) return roles.administrator;
  const levels = [roles.developer[developer], ...(team === 'read-only' ? [] : [roles.team[team]])];
  return levels.join(', ');
}
