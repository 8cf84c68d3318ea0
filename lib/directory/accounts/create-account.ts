import type { Database } from '../database/database';
import { type EventSource, recordEvent } from '../events/record-event';
import { newId } from '../ids';

/** Makes an account without members. @returns its id. */
export async function createAccount(
  tx: Database,
  call: EventSource,
  name: string,
): Promise<string> {
  const id = newId('ac');
  await tx.insertInto('accounts').values({ id, name }).execute();
  const object = { type: 'account', id, name };
  await recordEvent(tx, call, { type: 'account_created', accountId: id, object });
  return id;
}
