import { credentialLines } from '../../lib/credentials/credential-lines';
import { OperatorError } from '../main';
import { tokenVariables } from '../token-variables';
import type { Command } from './command-forms';
import { linesAt, openStore, saveStore, variablesOf, withLines } from './credential-store';
import type { Place } from './place';
import { withoutLines } from './place-lines';

const STORED_ID = /^[^:]*: *([0-9A-Za-z]{12})\./;
const ID = /^(?:tfa_)?([0-9A-Za-z]{12})(?:_|$)/;

/** `revoke`: takes the token with this id out of wherever it is. */
export function revokeToken({ name = '', options }: Command): void {
  // Also where somebody has pasted all of the token: it is about to be worth nothing.
  const [, id] = ID.exec(name) ?? [];
  let store = openStore(options);
  const places = tokenVariables(variablesOf(store))
    .map((variable): Place => ({ kind: 'variable', name: variable }))
    .filter((place) => linesAt(store, place).split('\n').some(hasId(id)));
  for (const place of places) {
    const after = withLines(store, place, withoutLines(linesAt(store, place), hasId(id)));
    saveStore(store, after);
    console.error(`Revoked the token ${id} in ${place.name}.`);
    store = after;
  }
  if (places.length === 0) {
    throw new OperatorError(
      'There is no token with this id. npm run credentials -- list shows all ids; a token that has none\n' +
        'is revoked by removing its line.',
    );
  }
  console.error(
    'To make it so, restart npm start; online, npm run deploy: until then, the token works.',
  );
}

function hasId(id: string | undefined): (line: string) => boolean {
  return (line) =>
    id !== undefined && credentialLines(line).length === 1 && STORED_ID.exec(line)?.[1] === id;
}
