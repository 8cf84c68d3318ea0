import { credentialLines } from '../../lib/util/config-lines';
import { tokenVariables } from '../project/variables';
import { CliError } from '../run-command';
import { type Place, readPlace } from './credential-source';
import {
  type CredentialStore,
  linesAt,
  openStore,
  placesOf,
  saveStore,
  variablesOf,
  withLines,
} from './credential-store';
import { type Command, readUsername } from './parse-command';
import { APPLY } from './print-change';
import { usersIn, withoutLines, withoutUser } from './user-lines';

const STORED_ID = /^[^:]*: *([0-9A-Za-z]{12})\./;

const ID = /^(?:tfa_)?([0-9A-Za-z]{12})(?:_|$)/;

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

/** `revoke`: takes the token with this id out of wherever it is. */
export function revokeToken({ name = '', options }: Command): void {
  // Also where somebody has pasted all of the token: it is about to be worth nothing.
  const [, id] = ID.exec(name) ?? [];
  const store = openStore(options);
  const places = tokenVariables(variablesOf(store))
    .map((variable): Place => ({ kind: 'variable', name: variable }))
    .filter((place) => linesAt(store, place).split('\n').some(hasId(id)));
  takeOut(store, {
    places,
    without: (lines) => withoutLines(lines, hasId(id)),
    done: `Revoked the token ${id} in`,
  });
  if (places.length === 0) {
    throw new CliError(
      'There is no token with this id. npm run credentials -- list shows all ids; a token that has none\n' +
        'is revoked by removing its line.',
    );
  }
  tellTakenOut('the token works');
}

/** What to take out, and how to say so. */
interface Removal {
  /** The places that have it. */
  readonly places: readonly Place[];
  /** The lines of a place without it. */
  without(lines: string): string;
  /** What was done to a place, as in `Removed ada from`. */
  readonly done: string;
}

function hasId(id: string | undefined): (line: string) => boolean {
  return (line) =>
    id !== undefined && credentialLines(line).length === 1 && STORED_ID.exec(line)?.[1] === id;
}

/** Takes lines out of places, and tells each one. */
function takeOut(store: CredentialStore, { places, without, done }: Removal): void {
  let before = store;
  for (const place of places) {
    const after = withLines(before, place, without(linesAt(before, place)));
    saveStore(before, after);
    console.error(`${done} ${place.name}.`);
    before = after;
  }
}

/** Says what to do for that to take effect, and what there is until then. */
function tellTakenOut(untilThen: string): void {
  console.error(`${APPLY}: until then, ${untilThen}.`);
}
