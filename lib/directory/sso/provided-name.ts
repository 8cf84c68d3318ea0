import type { ProvenIdentity } from '../../sso/sso';
import { parseDisplayName } from '../users/display-name';

const MAX_NAME = 100;

/** Returns a name that a provider sent. Undefined if it is no name: it may send any text, and the login must not fail. */
export function providedName({ name }: Pick<ProvenIdentity, 'name'>): string | undefined {
  try {
    return parseDisplayName((name ?? '').slice(0, MAX_NAME)).name;
  } catch {
    return undefined;
  }
}
