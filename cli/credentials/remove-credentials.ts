import { CliError } from '../run-command';
import type { Command } from './commands';
import { readPlace } from './credential-source';
import { linesAt, openStore, placesOf, variablesOf } from './credential-store';
import { readUsername } from './read-username';
import { takeOut, tellTakenOut } from './remove-lines';
import { usersIn, withoutUser } from './user-lines';

/** `remove`: takes a user out of every place, or of the one that is named. */
export function removeUser({ name, options }: Command): void {
  const username = readUsername(name);
  const place = readPlace(options);
  const store = openStore(options);
  const places = (place === null ? placesOf(store) : [place]).filter((one) =>
    usersIn(linesAt(store, one)).has(username),
  );
  takeOut(store, {
    places,
    without: (lines) => withoutUser(lines, username),
    done: `Removed ${username} from`,
  });

  if (place === null && variablesOf(store)['USERNAME']?.normalize('NFC') === username) {
    throw new CliError(
      `${username} is USERNAME, too, and still gets in with PASSWORD: give both new values in .env`,
    );
  }
  if (places.length === 0) {
    throw new CliError(
      `There is no user ${JSON.stringify(username)} in ${place?.name ?? 'any place'}. npm run credentials -- list shows who there is.`,
    );
  }
  tellTakenOut('the password works');
}
