import { OperatorError } from '../main';
import type { Command } from './command-forms';
import {
  linesAt,
  openStore,
  placesOf,
  saveStore,
  variablesOf,
  withLines,
} from './credential-store';
import { readPlace } from './place';
import { readUsername } from './read-username';
import { usersIn, withoutUser } from './user-lines';

/** `remove`: takes a user out of every place, or of the one that is named. */
export function removeUser({ name, options }: Command): void {
  const username = readUsername(name);
  const place = readPlace(options);
  let store = openStore(options);
  const places = (place === null ? placesOf(store) : [place]).filter((one) =>
    usersIn(linesAt(store, one)).has(username),
  );
  for (const one of places) {
    const after = withLines(store, one, withoutUser(linesAt(store, one), username));
    saveStore(store, after);
    console.error(`Removed ${username} from ${one.name}.`);
    store = after;
  }

  if (place === null && variablesOf(store)['USERNAME']?.normalize('NFC') === username) {
    throw new OperatorError(
      `${username} is USERNAME, too, and still gets in with PASSWORD: give both new values in .env`,
    );
  }
  if (places.length === 0) {
    throw new OperatorError(
      `There is no user ${JSON.stringify(username)} in ${place?.name ?? 'any place'}. npm run credentials -- list shows who there is.`,
    );
  }
  console.error(
    'To make it so, restart npm start; online, npm run deploy: until then, the password works.',
  );
}
