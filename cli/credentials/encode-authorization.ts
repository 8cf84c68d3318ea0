import { textProblem } from '../../lib/http/credential-text';
import { basicAuthorization } from '../../lib/schemes/basic/basic-authorization';
import { parsePassword } from '../../lib/schemes/basic/parse-credential';
import { commandLine } from '../../lib/util/command-line';
import { CliError } from '../run-command';
import { askPassword } from './ask-password';
import { openStore, variablesOf } from './credential-store';
import { type CredentialsCall, requireUsername } from './credentials-call';

/** Runs `encode`: prints the request header that authenticates a user. */
export async function encodeAuthorization(call: CredentialsCall): Promise<void> {
  const { name } = call;
  const { username, password } = name === undefined ? configuredUser(call) : await ask(name);
  console.log(`Authorization: ${basicAuthorization(username, password)}`);
  console.error('This is not encrypted: the line contains the password.');
}

interface UsernamePassword {
  readonly username: string;
  readonly password: string;
}

async function ask(name: string): Promise<UsernamePassword> {
  const username = requireUsername(name);
  const password = await askPassword(`Password of ${username}`);
  const problem = textProblem(password);
  if (problem === undefined) return { username, password };
  throw new CliError(`The password ${problem}.`);
}

function configuredUser(call: CredentialsCall): UsernamePassword {
  const { USERNAME, PASSWORD } = variablesOf(openStore(call));
  const username = requireUsername(USERNAME);
  const read = parsePassword(PASSWORD, { pepper: undefined, minLength: null });
  if ('format' in read && read.format === 'plain') return { username, password: read.password };
  throw new CliError(
    `PASSWORD is not plain text. Type it instead: ${commandLine('credentials encode USERNAME')}`,
  );
}
