import type { Command } from './commands';
import { openStore } from './credential-store';
import { listTokens } from './list-tokens';
import { listUsers } from './list-users';

/** `list`: shows every user and every token, and no secret. */
export function listCredentials({ options }: Command): void {
  const store = openStore(options);
  listUsers(store);
  listTokens(store);
}
