import { credentialLines } from '../../lib/util/config-lines';
import { tokenVariables } from '../project/token-variables';
import { CliError } from '../run-command';
import type { Command } from './commands';
import type { Place } from './credential-source';
import { linesAt, openStore, variablesOf } from './credential-store';
import { takeOut, tellTakenOut } from './remove-lines';
import { withoutLines } from './source-lines';

const STORED_ID = /^[^:]*: *([0-9A-Za-z]{12})\./;
const ID = /^(?:tfa_)?([0-9A-Za-z]{12})(?:_|$)/;

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

function hasId(id: string | undefined): (line: string) => boolean {
  return (line) =>
    id !== undefined && credentialLines(line).length === 1 && STORED_ID.exec(line)?.[1] === id;
}
