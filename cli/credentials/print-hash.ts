import { hashPassword } from '../../lib/passwords/scrypt';
import { chooseNewPassword, printPassword } from './ask-password';
import { openStore, requirePepper, variablesOf } from './credential-store';
import type { CredentialsCall } from './credentials-call';

/** Runs `hash`: prints the hash to store for a password. */
export async function printHash(call: CredentialsCall): Promise<void> {
  const { options } = call;
  const store = openStore(call);
  const pepper = requirePepper(variablesOf(store), options);
  const password = await chooseNewPassword('Password', options);
  const hash = await hashPassword(password, pepper);
  if (options.generate) printPassword(password);
  if (pepper !== undefined) {
    console.error('The hash uses PASSWORD_PEPPER and is valid only with the same value.');
  }
  console.log(hash);
}
