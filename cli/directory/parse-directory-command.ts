import { parseArgs } from 'node:util';
import { parseDisplayName } from '../../lib/directory/users/display-name';
import { type Email, parseTypedEmail } from '../../lib/mail/email-address';
import { envFileOf } from '../project/env-file';
import { CliError } from '../run-command';

const VERBS = ['create-account', 'reset-mfa', 'list-accounts', 'delete-events', 'cleanup'] as const;
const HELP = 'npm run directory -- --help lists the commands.';

const OPTIONS = {
  name: { type: 'string' },
  email: { type: 'string' },
  'older-than': { type: 'string' },
  env: { type: 'string' },
} as const;

// The database itself also refuses to delete newer events.
const MIN_DAYS = 30;

/** The help text of `npm run directory`. */
export const DIRECTORY_USAGE = `Usage: npm run directory -- COMMAND [OPTIONS]

  create-account     creates an account, invites its first administrator, and prints the
                     link once; prints a new link until the invitation is accepted
  reset-mfa          removes the second factor of a user who has lost it
  list-accounts      lists the accounts and the number of their members
  delete-events      deletes events older than --older-than, at least 30 days, as the
                     owner of the tables, and records that in each account's audit log
  cleanup            deletes expired sessions and links, invitations that expired more
                     than 30 days ago, old counters, and used challenges

  --name NAME        create-account: the name of the account
  --email ADDRESS    create-account: the address of its first administrator
                     reset-mfa: the address of the user
  --older-than DAYS  delete-events: the age, as in 400d
  --env FILE         reads this file instead of .env

DATABASE_URL, in the environment or in .env, names the database. The default is the
database in .data that npm start runs. Links start with PUBLIC_URL, or else with the
address of the service on this machine.`;

/** An account to create, and the address of its first administrator. */
export interface NewAccount {
  readonly name: string;
  readonly address: Email;
}

/** A parsed command line. */
export type DirectoryCommand =
  | ({ readonly verb: 'create-account'; readonly env: string } & NewAccount)
  | { readonly verb: 'reset-mfa'; readonly env: string; readonly address: Email }
  | { readonly verb: 'delete-events'; readonly env: string; readonly olderThanDays: number }
  | { readonly verb: 'list-accounts' | 'cleanup'; readonly env: string };

/**
 * Parses the command line.
 *
 * @returns `null` if the operator asks for help.
 * @throws CliError that says what to do.
 */
export function parseDirectoryCommand(args: readonly string[]): DirectoryCommand | null {
  const [given, ...rest] = args;
  if (given === undefined || args.some((arg) => arg === '--help' || arg === '-h')) return null;
  const verb = VERBS.find((known) => known === given);
  if (verb === undefined) throw new CliError(`Unknown command: ${given}. ${HELP}`);
  const { name, email, 'older-than': age, env: file } = parseOptions(verb, rest);
  const env = envFileOf(file === undefined ? [] : [`--env=${file}`]);
  if (age !== undefined && verb !== 'delete-events') {
    throw new CliError(`${verb} takes no --older-than. ${HELP}`);
  }
  if (verb === 'create-account') {
    if (name !== undefined && email !== undefined) {
      return { verb, env, ...parseNewAccount({ name, email }) };
    }
    throw new CliError(
      '--name and --email are required: npm run directory -- create-account --name NAME --email ADDRESS',
    );
  }
  if (name !== undefined) throw new CliError(`${verb} takes no --name. ${HELP}`);
  if (verb === 'reset-mfa') {
    if (email !== undefined) return { verb, env, address: parseAddress(email) };
    throw new CliError('--email is required: npm run directory -- reset-mfa --email ADDRESS');
  }
  if (email !== undefined) throw new CliError(`${verb} takes no --email. ${HELP}`);
  if (verb === 'delete-events') return { verb, env, olderThanDays: parseDays(age) };
  return { verb, env };
}

function parseDays(age: string | undefined): number {
  const [, digits] = /^(\d{1,5})d$/.exec(age ?? '') ?? [];
  if (digits === undefined) {
    throw new CliError(
      '--older-than is required, in days: npm run directory -- delete-events --older-than 400d',
    );
  }
  if (Number(digits) >= MIN_DAYS) return Number(digits);
  throw new CliError(
    `Events must be kept for ${MIN_DAYS} days: --older-than must be ${MIN_DAYS}d or more.`,
  );
}

function parseNewAccount(given: { readonly name: string; readonly email: string }): NewAccount {
  const address = parseAddress(given.email);
  try {
    return { name: parseDisplayName(given.name).name, address };
  } catch (reason) {
    throw new CliError((reason as Error).message);
  }
}

function parseAddress(email: string): Email {
  const address = parseTypedEmail(email);
  if (address === null) throw new CliError(`${email} is not an email address.`);
  return address;
}

function parseOptions(verb: string, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (reason) {
    const [problem = ''] = (reason as Error).message.split(/[.\n]/);
    throw new CliError(`${verb}: ${problem}. ${HELP}`);
  }
}
