import { type DirectoryKeys, directoryKeys } from '../../../lib/directory/crypto/keys';
import { encryptPhoneNumber } from '../../../lib/directory/phones/phone-number';
import { addRow } from '../directory/directory-rows';
import type { Dashboard, Person } from './dashboard';

/** Adds a phone to a person without a code, as if it had been added before the service changed. */
export async function addPhoneRow(
  { directory }: Dashboard,
  { userId }: Person,
  number: string,
): Promise<void> {
  const { DIRECTORY_KEY } = directory.variables;
  const keys = directoryKeys({ DIRECTORY_KEY, DIRECTORY_KEY_PREVIOUS: undefined });
  const stored = encryptPhoneNumber(keys as DirectoryKeys, userId, number);
  await addRow(directory.database, 'phones', { user_id: userId, number: stored });
}
