import { parseArgs } from 'node:util';
import { parseDisplayName } from '../../lib/directory/users/display-name';
import { type Email, parseTypedEmail } from '../../lib/mail/email-address';
import { envFileOf } from '../project/env-file';
import { CliError } from '../run-command';

const VERBS = ['create-account', 'reset-mfa', 'list-accounts', 'delete-events', 'cleanup'] as const;

const HELP = 'npm run directory -- --help shows what there is.';

const OPTIONS = {
  name: { type: 'string' },
  email: { type: 'string' },
  'older-than': { type: 'string' },
  env: { type: 'string' },
} as const;

// The database refuses to delete younger ones, too.
const MIN_DAYS = 30;

/** What `npm run directory` says without a command, and with `--help`. */
export const USAGE = `Usage: npm run directory -- COMMAND [OPTIONS]

  create-account     makes an account, invites its first administrator, and prints the
                     link once; again, as long as nobody has accepted: prints a new one
  reset-mfa          takes the second factor off for a user who has lost it
  list-accounts      shows every account, and how many are in it
  delete-events      deletes events that are older than --older-than, 30 days or more, as
                     the owner of the tables, and records that in each account's log
  cleanup            deletes what is over: sessions, links, invitations that expired
                     more than 30 days ago, counters, challenges that were used

  --name NAME        create-account: what the account is called
  --email ADDRESS    create-account: who is to be its first administrator
                     reset-mfa: who the user is
  --older-than DAYS  delete-events: how old, as in 400d
  --env FILE         uses this file of settings in place of .env

The database is that of DATABASE_URL, in the environment or in .env; without it, the one
in .data that npm start runs. Links lead to PUBLIC_URL, else to the service that runs here.`;

/** An account, and who is to be its first administrator. */
export interface NewAccount {
  readonly name: string;
  readonly address: Email;
}

/** What the operator wants, and the file of settings it goes by. */
export type DirectoryCommand =
  | ({ readonly verb: 'create-account'; readonly env: string } & NewAccount)
  | { readonly verb: 'reset-mfa'; readonly env: string; readonly address: Email }
  | { readonly verb: 'delete-events'; readonly env: string; readonly olderThanDays: number }
  | { readonly verb: 'list-accounts' | 'cleanup'; readonly env: string };

/**
 * Reads the command line.
 *
 * @returns `null` where the operator asks for help.
 * @throws CliError with the way out.
 */
export function parseDirectoryCommand(args: readonly string[]): DirectoryCommand | null {
  const [given, ...rest] = args;
  if (given === undefined || args.some((arg) => arg === '--help' || arg === '-h')) return null;
  const verb = VERBS.find((known) => known === given);
  if (verb === undefined) throw new CliError(`There is no command ${given}. ${HELP}`);
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
      'Which one, and whose? npm run directory -- create-account --name NAME --email ADDRESS',
    );
  }
  if (name !== undefined) throw new CliError(`${verb} takes no --name. ${HELP}`);
  if (verb === 'reset-mfa') {
    if (email !== undefined) return { verb, env, address: parseAddress(email) };
    throw new CliError('Whose? npm run directory -- reset-mfa --email ADDRESS');
  }
  if (email !== undefined) throw new CliError(`${verb} takes no --email. ${HELP}`);
  if (verb === 'delete-events') return { verb, env, olderThanDays: parseDays(age) };
  return { verb, env };
}

function parseDays(age: string | undefined): number {
  const [, digits] = /^(\d{1,5})d$/.exec(age ?? '') ?? [];
  if (digits === undefined) {
    throw new CliError('How old? npm run directory -- delete-events --older-than 400d');
  }
  if (Number(digits) >= MIN_DAYS) return Number(digits);
  throw new CliError(`Events are kept for ${MIN_DAYS} days: --older-than ${MIN_DAYS}d, or more.`);
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
  if (address === null) throw new CliError(`${email} is not an e-mail address.`);
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
