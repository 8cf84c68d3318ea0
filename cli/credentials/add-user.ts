import { hashPassword } from '../../lib/passwords/scrypt';
import { CliError } from '../run-command';
import { chooseNewPassword, tellPassword } from './ask-password';
import { type Place, readPlace } from './credential-source';
import {
  type CredentialStore,
  checkReadBack,
  ensureSettings,
  linesAt,
  openStore,
  placesOf,
  readPepper,
  saveStore,
  variablesOf,
  withLines,
} from './credential-store';
import { type Command, readUsername } from './parse-command';
import { tellChange } from './print-change';
import { checkSize } from './set-variable';
import { usersIn, withUsers } from './user-lines';

const DEFAULT_PLACE: Place = { kind: 'variable', name: 'BASIC_AUTH_CREDENTIALS' };

/** `add`: adds a user with a new password, or changes the password of one who is there. */
export async function addUser({ name, options }: Command): Promise<void> {
  const username = readUsername(name);
  const place = readPlace(options) ?? DEFAULT_PLACE;
  ensureSettings(place, options);
  const before = openStore(options);
  const isThere = usersIn(linesAt(before, place)).has(username);
  if (isThere && !options.replace) {
    throw new CliError(
      `${place.name} has the user ${JSON.stringify(username)} already. To change the password, add --replace`,
    );
  }
  const put = (stored: string) => {
    const after = withLines(
      before,
      place,
      withUsers(linesAt(before, place), [{ username, stored }]),
    );
    checkReadBack(after, place, [{ username, stored }]);
    if (place.kind === 'variable') checkSize(place.name, variablesOf(after));
    return after;
  };
  const pepper = readPepper(variablesOf(before), options);
  put(await hashPassword('', pepper)); // as long as the real one: nobody types a password for nothing

  const password = await chooseNewPassword(`New password of ${username}`, options);
  const after = put(await hashPassword(password, pepper));
  saveStore(before, after);
  const change = isThere ? `Changed the password of ${username} in` : `Added ${username} to`;
  console.error(`${change} ${place.name}.`);
  if (options.generate) tellPassword(password);
  tellOthers(after, place, username);
  tellChange(before, after, place);
}

// On purpose while a password is being changed, else a surprise.
function tellOthers(store: CredentialStore, place: Place, username: string): void {
  const others = placesOf(store)
    .filter(({ name }) => name !== place.name)
    .filter((other) => usersIn(linesAt(store, other)).has(username))
    .map(({ name }) => name);
  if (variablesOf(store)['USERNAME'] === username) others.push('USERNAME and PASSWORD');
  if (others.length === 0) return;
  console.error(`${username} is in ${others.join(', ')} as well: each of these passwords works.`);
}
