import { addToken } from '../credentials/add-token';
import { addUser } from '../credentials/add-user';
import { encodeAuthorization } from '../credentials/encode-authorization';
import { importUsers } from '../credentials/import-users';
import { listCredentials } from '../credentials/list-credentials';
import {
  type Command,
  CREDENTIALS_USAGE,
  parseCommand,
  type Verb,
} from '../credentials/parse-command';
import { printHash } from '../credentials/print-hash';
import { removeUser, revokeToken } from '../credentials/remove-credentials';
import { signingKey } from '../credentials/signing-key';
import { verifyPassword } from '../credentials/verify-password';
import { runCommand } from '../run-command';

const RUN: Readonly<Record<Verb, (command: Command) => Promise<void> | void>> = {
  hash: printHash,
  add: addUser,
  remove: removeUser,
  list: listCredentials,
  verify: verifyPassword,
  encode: encodeAuthorization,
  import: importUsers,
  'signing-key': signingKey,
  token: addToken,
  revoke: revokeToken,
};

// npm run credentials: manages users, passwords, tokens and the signing key. Results go to standard output,
// all other text to standard error.
runCommand(async () => {
  const command = parseCommand(process.argv.slice(2));
  if (command === null) console.log(CREDENTIALS_USAGE);
  else await RUN[command.verb](command);
});
