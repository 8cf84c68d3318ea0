import { hashPassword } from '../../lib/passwords/scrypt';
import { CliError } from '../run-command';
import { chooseNewPassword, printPassword } from './ask-password';
import { type CredentialSource, parseSource } from './credential-source';
import {
  type CredentialStore,
  ensureEnvFileFor,
  linesOf,
  openStore,
  requirePepper,
  requireReadBack,
  saveStore,
  sourcesOf,
  variablesOf,
  withLines,
} from './credential-store';
import { type CredentialsCall, requireUsername } from './credentials-call';
import { printChange } from './print-change';
import { requireFittingSize } from './set-variable';
import { usersIn, withUsers } from './user-lines';

const DEFAULT_SOURCE: CredentialSource = { kind: 'variable', name: 'BASIC_AUTH_CREDENTIALS' };

/** Runs `add`: adds a user with a new password, or changes the password of an existing user. */
export async function addUser(call: CredentialsCall): Promise<void> {
  const { name, options } = call;
  const username = requireUsername(name);
  const source = parseSource(call) ?? DEFAULT_SOURCE;
  ensureEnvFileFor(source, call);
  const before = openStore(call);
  const isThere = usersIn(linesOf(before, source)).has(username);
  if (isThere && !options.replace) {
    throw new CliError(
      `User ${JSON.stringify(username)} already exists in ${source.name}. To change the password, add --replace`,
    );
  }
  const put = (stored: string) => {
    const after = withLines(
      before,
      source,
      withUsers(linesOf(before, source), [{ username, stored }]),
    );
    requireReadBack(after, source, [{ username, stored }]);
    if (source.kind === 'variable') requireFittingSize(source.name, variablesOf(after));
    return after;
  };
  const pepper = requirePepper(variablesOf(before), options);
  put(await hashPassword('', pepper)); // of the same length: a problem shows before the operator types a password

  const password = await chooseNewPassword(`New password of ${username}`, options);
  const after = put(await hashPassword(password, pepper));
  saveStore(before, after);
  const change = isThere ? `Changed the password of ${username} in` : `Added ${username} to`;
  console.error(`${change} ${source.name}.`);
  if (options.generate) printPassword(password);
  warnOfOtherPasswords(after, source, username);
  printChange(before, after, source);
}

// Intended while a password is being replaced, else a surprise.
function warnOfOtherPasswords(
  store: CredentialStore,
  source: CredentialSource,
  username: string,
): void {
  const others = sourcesOf(store)
    .filter(({ name }) => name !== source.name)
    .filter((other) => usersIn(linesOf(store, other)).has(username))
    .map(({ name }) => name);
  if (variablesOf(store)['USERNAME'] === username) others.push('USERNAME and PASSWORD');
  if (others.length === 0) return;
  console.error(`${username} is also in ${others.join(', ')}: each of these passwords works.`);
}
