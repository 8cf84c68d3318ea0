import { type CredentialNotice, credentialMail } from '../../mail/texts/account-mails';
import { type Call, callerOf } from '../call';
import type { Tx } from '../database/database';
import { prepareNotices } from '../notifications/notify-account';
import type { CredentialRow } from './credential';

/** The properties of a credential that its notice needs. */
type Noticed = Pick<CredentialRow, 'id' | 'type' | 'membershipId' | 'ownerName'>;

/**
 * Prepares the notice of a change for the owner of a credential, in the transaction. A service user has no
 * email address, so the user who made the change is notified instead.
 *
 * @returns a function that sends the email after the commit.
 */
export function prepareOwnerNotice(
  call: Call,
  tx: Tx,
  { id, type, membershipId, ownerName }: Noticed,
): (change: CredentialNotice['change']) => Promise<void> {
  const { userId, name } = callerOf(call);
  const owner = ownerName ?? '';
  const ofCaller = userId === undefined ? [] : [name];
  const send = prepareNotices(call, tx, membershipId === null ? ofCaller : [owner]);
  return (change) => send((notice) => credentialMail({ ...notice, change, type, id, owner }));
}
