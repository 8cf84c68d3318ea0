import type { Caller, TestDirectory } from './directory';
import { addSession } from './directory-rows';

/** The owner of a session and the special columns of its row. */
interface Whose {
  readonly userId: string;
  readonly accountId: string | null;
  readonly columns?: Parameters<typeof addSession>[2];
}

/** Returns a caller with a live session, without hashing a password. */
export async function sessionFor(
  directory: TestDirectory,
  { userId, accountId, columns = {} }: Whose,
): Promise<Caller> {
  const { secret } = await addSession(directory.database, { userId, accountId }, columns);
  const caller = directory.caller();
  caller.cookies['__Secure-session'] = secret;
  return caller;
}
