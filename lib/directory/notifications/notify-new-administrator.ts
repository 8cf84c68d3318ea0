import { type AdministratorNotice, administratorMail } from '../../mail/texts/account-mails';
import type { Call } from '../call';
import { notifyAdministrators } from './notify-account';

/** Tells the administrators of the caller's account by mail about one who was invited, made or enabled. */
export function notifyNewAdministrator(
  call: Call,
  { id, email }: { readonly id: string; readonly email: string },
  change: AdministratorNotice['change'],
): Promise<void> {
  return notifyAdministrators(
    call,
    (notice) => administratorMail({ ...notice, change, email }),
    id,
  );
}
