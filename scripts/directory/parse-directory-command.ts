import { parseArgs } from 'node:util';
import { type Email, readEmail } from '../../lib/directory/email';
import { readName } from '../../lib/directory/names';
import { envFileOf } from '../env-file';
import { OperatorError } from '../main';

/** An account, and who is to be its first administrator. */
export interface NewAccount {
  readonly name: string;
  readonly address: Email;
}

/** What the operator wants, and the file of settings it goes by. */
export type DirectoryCommand =
  | ({ readonly verb: 'create-account'; readonly env: string } & NewAccount)
  | { readonly verb: 'list-accounts' | 'tidy'; readonly env: string };

const HELP = 'npm run directory -- --help shows what there is.';
const OPTIONS = {
  name: { type: 'string' },
  email: { type: 'string' },
  env: { type: 'string' },
} as const;

/**
 * Reads the command line.
 *
 * @returns `null` where the operator asks for help.
 * @throws OperatorError with the way out.
 */
export function parseDirectoryCommand(args: readonly string[]): DirectoryCommand | null {
  const [verb, ...rest] = args;
  if (verb === undefined || args.some((arg) => arg === '--help' || arg === '-h')) return null;
  if (verb !== 'create-account' && verb !== 'list-accounts' && verb !== 'tidy') {
    throw new OperatorError(`There is no command ${verb}. ${HELP}`);
  }
  const { name, email, env: file } = parseOptions(verb, rest);
  const env = envFileOf(file === undefined ? [] : [`--env=${file}`]);
  if (verb !== 'create-account') {
    if (name === undefined && email === undefined) return { verb, env };
    throw new OperatorError(`${verb} takes neither --name nor --email. ${HELP}`);
  }
  if (name === undefined || email === undefined) {
    throw new OperatorError(
      'Which one, and whose? npm run directory -- create-account --name NAME --email ADDRESS',
    );
  }
  return { verb, env, ...readNewAccount({ name, email }) };
}

function readNewAccount(given: { readonly name: string; readonly email: string }): NewAccount {
  const address = readEmail(given.email);
  if (address === null) throw new OperatorError(`${given.email} is not an e-mail address.`);
  try {
    return { name: readName(given.name).name, address };
  } catch (reason) {
    throw new OperatorError((reason as Error).message);
  }
}

function parseOptions(verb: string, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (reason) {
    const [problem = ''] = (reason as Error).message.split(/[.\n]/);
    throw new OperatorError(`${verb}: ${problem}. ${HELP}`);
  }
}
