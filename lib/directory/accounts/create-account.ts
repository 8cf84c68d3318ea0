import { type EventSource, type NewEvent, recordEvent } from '../audit-log/record-event';
import { newId } from '../crypto/ids';
import type { Database } from '../database/database';

/** Makes an account without members: its event follows, once it is known who it is for. @returns its id. */
export async function createAccount(tx: Database, name: string): Promise<string> {
  const id = newId('ac');
  await tx.insertInto('accounts').values({ id, name }).execute();
  return id;
}

/** Writes down that an account was made. */
export async function recordNewAccount(
  tx: Database,
  call: EventSource,
  {
    id,
    name,
    principal,
  }: { readonly id: string; readonly name: string } & Pick<NewEvent, 'principal'>,
): Promise<void> {
  const object = { type: 'account', id, name };
  await recordEvent(tx, call, { type: 'account_created', accountId: id, principal, object });
}
