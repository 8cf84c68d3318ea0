import type { CredentialChanges } from './change-credential';
import type { CredentialRow } from './credential';

/** Returns whether changes let a credential be used at more paths, or for longer, than it can be now. */
export function isWider(found: CredentialRow, { paths, expiresAt }: CredentialChanges): boolean {
  return hasMorePaths(found.paths, paths) || endsLater(found.expiresAt, expiresAt);
}

function hasMorePaths(now: readonly string[] | null, wanted: CredentialChanges['paths']): boolean {
  if (now === null || wanted === undefined) return false;
  if (wanted === null) return true;
  return wanted.some((path) => !now.some((limit) => holds(limit, path)));
}

// `/hooks/*` holds `/hooks/a` and `/hooks/a/*`, as well as itself.
function holds(limit: string, path: string): boolean {
  if (limit === path) return true;
  const folder = limit.slice(0, -1);
  return limit.endsWith('/*') && path.startsWith(folder) && path.length > folder.length;
}

function endsLater(now: Date | null, wanted: CredentialChanges['expiresAt']): boolean {
  if (now === null || wanted === undefined) return false;
  return wanted === null || wanted > now;
}
