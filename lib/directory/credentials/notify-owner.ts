import { type CredentialNotice, credentialMail } from '../../mail/texts/account-mails';
import { type Call, callerOf } from '../call';
import { notifyAccount } from '../notifications/notify-account';
import type { CredentialRow } from './credential';

/**
 * Notifies the owner of a credential by email of a committed change. A service user has no email address, so
 * the user who made the change is notified instead.
 */
export async function notifyOwner(
  call: Call,
  row: CredentialRow,
  change: CredentialNotice['change'],
): Promise<void> {
  const { userId, name } = callerOf(call);
  const { id, type, membershipId, ownerName } = row;
  const owner = ownerName ?? '';
  const ofCaller = userId === undefined ? [] : [name];
  await notifyAccount(call, membershipId === null ? ofCaller : [owner], (notice) =>
    credentialMail({ ...notice, change, type, id, owner }),
  );
}
