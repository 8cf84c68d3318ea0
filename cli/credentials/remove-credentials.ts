import { credentialLines } from '../../lib/util/config-lines';
import { tokenVariables } from '../project/variables';
import { CliError } from '../run-command';
import { type CredentialSource, parseSource } from './credential-source';
import {
  type CredentialStore,
  linesOf,
  openStore,
  saveStore,
  sourcesOf,
  variablesOf,
  withLines,
} from './credential-store';
import { type Command, requireUsername } from './parse-command';
import { DEPLOY_HINT } from './print-change';
import { usersIn, withoutLines, withoutUser } from './user-lines';

const STORED_ID = /^[^:]*: *([0-9A-Za-z]{12})\./;

const ID = /^(?:tfa_)?([0-9A-Za-z]{12})(?:_|$)/;

/** `remove`: takes a user out of every source, or of the one that is named. */
export function removeUser({ name, options }: Command): void {
  const username = requireUsername(name);
  const source = parseSource(options);
  const store = openStore(options);
  const sources = (source === null ? sourcesOf(store) : [source]).filter((one) =>
    usersIn(linesOf(store, one)).has(username),
  );
  removeLines(store, {
    sources,
    without: (lines) => withoutUser(lines, username),
    done: `Removed ${username} from`,
  });

  if (source === null && variablesOf(store)['USERNAME']?.normalize('NFC') === username) {
    throw new CliError(
      `${username} is USERNAME, too, and still gets in with PASSWORD: give both new values in .env`,
    );
  }
  if (sources.length === 0) {
    throw new CliError(
      `There is no user ${JSON.stringify(username)} in ${source?.name ?? 'any source'}. npm run credentials -- list shows who there is.`,
    );
  }
  printRemoval('the password works');
}

/** `revoke`: takes the token with this id out of wherever it is. */
export function revokeToken({ name = '', options }: Command): void {
  // Also where somebody has pasted all of the token: it is about to be worth nothing.
  const [, id] = ID.exec(name) ?? [];
  const store = openStore(options);
  const sources = tokenVariables(variablesOf(store))
    .map((variable): CredentialSource => ({ kind: 'variable', name: variable }))
    .filter((source) => linesOf(store, source).split('\n').some(hasId(id)));
  removeLines(store, {
    sources,
    without: (lines) => withoutLines(lines, hasId(id)),
    done: `Revoked the token ${id} in`,
  });
  if (sources.length === 0) {
    throw new CliError(
      'There is no token with this id. npm run credentials -- list shows all ids; a token that has none\n' +
        'is revoked by removing its line.',
    );
  }
  printRemoval('the token works');
}

/** What to take out, and how to say so. */
interface Removal {
  /** The sources that have it. */
  readonly sources: readonly CredentialSource[];
  /** The lines of a source without it. */
  without(lines: string): string;
  /** What was done to a source, as in `Removed ada from`. */
  readonly done: string;
}

function hasId(id: string | undefined): (line: string) => boolean {
  return (line) =>
    id !== undefined && credentialLines(line).length === 1 && STORED_ID.exec(line)?.[1] === id;
}

/** Takes lines out of sources, and tells each one. */
function removeLines(store: CredentialStore, { sources, without, done }: Removal): void {
  let before = store;
  for (const source of sources) {
    const after = withLines(before, source, without(linesOf(before, source)));
    saveStore(before, after);
    console.error(`${done} ${source.name}.`);
    before = after;
  }
}

/** Says what to do for that to take effect, and what there is until then. */
function printRemoval(untilThen: string): void {
  console.error(`${DEPLOY_HINT}: until then, ${untilThen}.`);
}
