import { EDGE_TOKENS } from '../../lib/config';
import { commandLine } from '../../lib/util/command-line';
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
import { type CredentialsCall, requireUsername } from './credentials-call';
import { DEPLOY_HINT } from './print-change';
import { usersIn, withoutLines, withoutUser } from './user-lines';

const LIST = commandLine('credentials list');
const STORED_ID = /^[^:]*: *([0-9A-Za-z]{12})\./;
const ID = /^(?:tf[ae]_)?([0-9A-Za-z]{12})(?:_|$)/;

/** Runs `remove`: removes a user from every source, or from the named source. */
export function removeUser(call: CredentialsCall): void {
  const username = requireUsername(call.name);
  const source = parseSource(call);
  const store = openStore(call);
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
      `${username} is also USERNAME, and PASSWORD still works: set new values for both in .env`,
    );
  }
  if (sources.length === 0) {
    throw new CliError(
      `User ${JSON.stringify(username)} does not exist in ${source?.name ?? 'any source'}. ${LIST} lists all users.`,
    );
  }
  printRemoval('the password still works');
}

/** Runs `revoke`: removes the token with an id from every variable. */
export function revokeToken(call: CredentialsCall): void {
  // Also accepts a whole token, which is about to be revoked.
  const [, id] = ID.exec(call.name ?? '') ?? [];
  const store = openStore(call);
  const sources = [...tokenVariables(variablesOf(store)), EDGE_TOKENS]
    .map((variable): CredentialSource => ({ kind: 'variable', name: variable }))
    .filter((source) => linesOf(store, source).split('\n').some(hasId(id)));
  removeLines(store, {
    sources,
    without: (lines) => withoutLines(lines, hasId(id)),
    done: `Revoked the token ${id} in`,
  });
  if (sources.length === 0) {
    throw new CliError(
      `No token has this id. ${LIST} lists all ids. To revoke a token without an id,\nremove its line.`,
    );
  }
  printRemoval('the token still works');
}

/** A removal, and the words to report it. */
interface Removal {
  /** The sources of the removed credentials. */
  readonly sources: readonly CredentialSource[];
  /** Returns the lines of a source without them. */
  without(lines: string): string;
  /** The beginning of a report, such as `Removed ada from`. */
  readonly done: string;
}

function hasId(id: string | undefined): (line: string) => boolean {
  return (line) =>
    id !== undefined && credentialLines(line).length === 1 && STORED_ID.exec(line)?.[1] === id;
}

/** Removes lines from sources, and reports each source. */
function removeLines(store: CredentialStore, { sources, without, done }: Removal): void {
  let before = store;
  for (const source of sources) {
    const after = withLines(before, source, without(linesOf(before, source)));
    saveStore(before, after);
    console.error(`${done} ${source.name}.`);
    before = after;
  }
}

/** Prints how a removal takes effect, and what works until then. */
function printRemoval(untilThen: string): void {
  console.error(`${DEPLOY_HINT}. Until then, ${untilThen}.`);
}
