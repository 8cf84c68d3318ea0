import type { Caller, TestDirectory } from './directory';
import { addSession } from './directory-rows';

/** Whose session, and what is special about its row. */
interface Whose {
  readonly userId: string;
  readonly accountId: string | null;
  readonly columns?: Parameters<typeof addSession>[2];
}

/** A caller with a live session, without the time that a password takes. */
export async function sessionFor(
  directory: TestDirectory,
  { userId, accountId, columns = {} }: Whose,
): Promise<Caller> {
  const { secret } = await addSession(directory.database, { userId, accountId }, columns);
  const caller = directory.caller();
  caller.cookies['__Secure-session'] = secret;
  return caller;
}
