import { resolve } from 'node:path';
import { ROOT } from '../project/paths';
import { CliError } from '../run-command';
import { checkSize } from './check-size';
import { type Command, HTPASSWD } from './commands';
import { type Place, readPlace } from './credential-source';
import {
  checkReadBack,
  linesAt,
  openStore,
  pepperOf,
  saveStore,
  variablesOf,
  withLines,
} from './credential-store';
import { ensureSettings } from './ensure-settings';
import { tellChange } from './print-change';
import { type Imported, type RefusedLine, readImport } from './read-import';
import { readText } from './read-text';
import { usersIn, withUsers } from './user-lines';

const DEFAULT_PLACE: Place = { kind: 'file', name: HTPASSWD };
const WAY_OUT = 'Give each of these users a new password: npm run credentials -- add USERNAME';

/** `import`: takes over those users of an htpasswd file whose hashes can be used. */
export function importUsers({ name = '', options }: Command): void {
  const text = readText(resolve(ROOT, name));
  if (text === null) throw new CliError(`There is no file ${resolve(ROOT, name)}`);
  const place = readPlace(options) ?? DEFAULT_PLACE;
  ensureSettings(place, options);
  const before = openStore(options);
  const { users, refused } = readImport(text, pepperOf(before));
  const there = usersIn(linesAt(before, place));
  const kept = options.replace ? [] : users.filter(({ username }) => there.has(username));
  const taken = users.filter((user) => !kept.includes(user));
  tellLeftOut(refused, kept);
  if (taken.length === 0) throw new CliError('Nothing was imported.');

  const after = withLines(before, place, withUsers(linesAt(before, place), taken));
  checkReadBack(after, place, taken);
  if (place.kind === 'variable') checkSize(place.name, variablesOf(after));
  saveStore(before, after);
  console.error(`Imported into ${place.name}: ${taken.map(({ username }) => username).join(', ')}`);
  tellChange(before, after, place);
}

function tellLeftOut(refused: readonly RefusedLine[], kept: readonly Imported[]): void {
  if (refused.length > 0) {
    const lines = refused.map(({ number, problem }) => `- line ${number}${problem}`);
    console.error(`These lines cannot be imported:\n${lines.join('\n')}\n${WAY_OUT}`);
  }
  if (kept.length > 0) {
    const lines = kept.map(({ number, username }) => `- line ${number}, user "${username}"`);
    console.error(`These users were there already, and stay as they are:\n${lines.join('\n')}`);
    console.error('Add --replace to give them the hashes of the file.');
  }
}
