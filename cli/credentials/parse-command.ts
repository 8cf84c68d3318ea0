import { parseArgs } from 'node:util';
import { usernameProblem } from '../../lib/http/credential-text';
import { envFileOf } from '../project/env-file';
import { CliError } from '../run-command';

const HELP = 'npm run credentials -- --help shows what there is.';

const PASSWORD_OPTION = /^--?p(?:ass(?:word|wd)?)?(?:=|$)/;

const PASSWORD_GIVEN = `A password cannot be an argument: the shell would keep it in its history, and other
programs could see it. Run the command without it: it asks, or reads standard input. If this was a
password that is in use, change it.`;

// What stands where nothing should may be a password.
const TAKES_PASSWORD: ReadonlySet<Verb> = new Set(['hash', 'add', 'remove', 'verify', 'encode']);

/** The htpasswd file that `basic()` reads without being told. */
export const HTPASSWD = 'assets/users.private.htpasswd';

/** Every option, as parseArgs reads it. */
const OPTIONS = {
  generate: { type: 'boolean' },
  'no-pepper': { type: 'boolean' },
  replace: { type: 'boolean' },
  variable: { type: 'string' },
  file: { type: 'string' },
  expires: { type: 'string' },
  path: { type: 'string', multiple: true },
  scope: { type: 'string', multiple: true },
  existing: { type: 'boolean' },
  env: { type: 'string' },
  alg: { type: 'string' },
  'end-rotation': { type: 'boolean' },
} as const;

/** What each command takes. */
const COMMANDS: Readonly<Record<Verb, CommandForm>> = {
  hash: { options: ['generate', 'no-pepper', 'env'], argument: null, isRequired: false },
  add: {
    options: ['generate', 'no-pepper', 'replace', 'variable', 'file', 'env'],
    argument: 'USERNAME',
    isRequired: true,
  },
  remove: { options: ['variable', 'file', 'env'], argument: 'USERNAME', isRequired: true },
  list: { options: ['file', 'env'], argument: null, isRequired: false },
  verify: { options: ['file', 'env'], argument: 'USERNAME', isRequired: true },
  encode: { options: ['env'], argument: 'USERNAME', isRequired: false },
  import: {
    options: ['replace', 'variable', 'file', 'env'],
    argument: 'FILE',
    isRequired: true,
  },
  'signing-key': { options: ['alg', 'end-rotation', 'env'], argument: null, isRequired: false },
  token: {
    options: ['expires', 'path', 'scope', 'existing', 'variable', 'env'],
    argument: 'NAME',
    isRequired: true,
  },
  revoke: { options: ['env'], argument: 'ID', isRequired: true },
};

/** What `npm run credentials` says without a command, and with `--help`. */
export const USAGE = `Usage: npm run credentials -- COMMAND [OPTIONS]

  hash               asks for a password, and prints the hash to store
  add USERNAME       asks for a password, and adds the user
  remove USERNAME    removes the user from everywhere, or from the source that is named
  list               shows every user and token: where, how it is stored, what is wrong
  verify USERNAME    asks for a password, and says whether it is right
  encode [USERNAME]  prints the Authorization header field; without a name, that of
                     USERNAME and PASSWORD
  import FILE        takes the users of an htpasswd file over, by default with --file
  signing-key        makes the key that signs the tokens of /token, or a new one
  token NAME         makes a token, shows it once, and stores its hash
  revoke ID          removes a token

  --generate         hash, add: makes a random password, and shows it once
  --no-pepper        hash, add: leaves PASSWORD_PEPPER out
  --replace          add, import: changes users who are there already
  --variable NAME    in this variable; default: BASIC_AUTH_CREDENTIALS or BEARER_TOKENS
  --file[=PATH]      in this htpasswd file; default: assets/users.private.htpasswd
  --alg ES256        signing-key: of this kind; default: EdDSA
  --end-rotation     signing-key: makes none, and drops the one before
  --expires, --path, --scope  token: 2027-01-31 or 90d; /status or /hooks/*; read
  --existing         token: asks for one that somebody else has made
  --env FILE         uses this file of settings in source of .env

A password is typed, or read from standard input; it is never an argument:
  npm run --silent credentials -- hash < password.txt     (docs/credentials.md says more)`;

/**
 * Reads the command line.
 *
 * @returns `null` where the operator asks for help.
 * @throws CliError that does not repeat what may be a password.
 */
export function parseCommand(args: readonly string[]): Command | null {
  const [verb, ...rest] = args;
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const isHelp = args.slice(0, end).some((arg) => arg === '--help' || arg === '-h');
  if (verb === undefined || isHelp) return null;
  if (!isVerb(verb)) throw new CliError(`There is no command ${verb}. ${HELP}`);
  if (rest.some((arg) => PASSWORD_OPTION.test(arg))) throw new CliError(PASSWORD_GIVEN);

  const { values, positionals } = parse(verb, rest);
  const { variable, file } = values;
  if (variable !== undefined && file !== undefined) {
    throw new CliError('--variable and --file name two sources: choose one.');
  }
  return {
    verb,
    name: parseArgument(verb, positionals),
    options: {
      generate: values.generate === true,
      pepper: values['no-pepper'] !== true,
      replace: values.replace === true,
      variable,
      file,
      expires: values.expires,
      paths: values.path ?? [],
      scopes: values.scope ?? [],
      existing: values.existing === true,
      env: envFileOf(values.env === undefined ? [] : [`--env=${values.env}`]),
      alg: values.alg,
      endRotation: values['end-rotation'] === true,
    },
  };
}

export type Verb =
  | 'hash'
  | 'add'
  | 'remove'
  | 'list'
  | 'verify'
  | 'encode'
  | 'import'
  | 'signing-key'
  | 'token'
  | 'revoke';

/** What the operator wants. */
export interface Command {
  readonly verb: Verb;
  /** The USERNAME, FILE, NAME or ID, where one was given. */
  readonly name: string | undefined;
  readonly options: CommandOptions;
}

export interface CommandOptions {
  readonly generate: boolean;
  readonly pepper: boolean;
  readonly replace: boolean;
  readonly variable: string | undefined;
  /** The htpasswd file, from the project's folder. */
  readonly file: string | undefined;
  /** Until when a token counts, as the operator gave it. */
  readonly expires: string | undefined;
  readonly paths: readonly string[];
  readonly scopes: readonly string[];
  /** Whether the token is one that somebody else has made. */
  readonly existing: boolean;
  /** The file of settings. */
  readonly env: string;
  /** What a new key is to sign with. */
  readonly alg: string | undefined;
  readonly endRotation: boolean;
}

interface CommandForm {
  readonly options: readonly (keyof typeof OPTIONS)[];
  readonly argument: string | null;
  readonly isRequired: boolean;
}

/**
 * The username that the operator gave, in Unicode normalization form C.
 *
 * @throws CliError for one that cannot be sent.
 */
export function requireUsername(given: string | undefined, what = 'username'): string {
  const problem = usernameProblem(given);
  if (problem === undefined) return (given as string).normalize('NFC');
  throw new CliError(`The ${what} ${problem}.`);
}

function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(COMMANDS, verb);
}

function parseArgument(verb: Verb, positionals: readonly string[]): string | undefined {
  const { argument, isRequired } = COMMANDS[verb];
  const [name, ...more] = positionals;
  const hasColon = argument === 'USERNAME' && name?.includes(':');
  if (more.length > 0 || hasColon || (argument === null && name !== undefined)) {
    if (!TAKES_PASSWORD.has(verb)) throw new CliError(`${tooManyArguments(verb)} ${HELP}`);
    throw new CliError(`${tooManyArguments(verb)} ${PASSWORD_GIVEN}`);
  }
  if (isRequired && name === undefined) {
    throw new CliError(`Which one? npm run credentials -- ${verb} ${argument}`);
  }
  return name;
}

function tooManyArguments(verb: Verb): string {
  const { argument } = COMMANDS[verb];
  return argument === null
    ? `${verb} takes no argument.`
    : `${verb} takes one argument, ${argument}.`;
}

// The path of --file can be left out, which parseArgs does not know.
function parse(verb: Verb, args: readonly string[]) {
  const known = Object.entries(OPTIONS).filter(([name]) =>
    COMMANDS[verb].options.some((option) => option === name),
  );
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const completed = args.map((arg, index) =>
    arg === '--file' && index < end ? `--file=${HTPASSWD}` : arg,
  );
  try {
    const options: Partial<typeof OPTIONS> = Object.fromEntries(known);
    return parseArgs({
      args: completed,
      options: options as typeof OPTIONS,
      allowPositionals: true,
    });
  } catch (reason) {
    const [problem = ''] = (reason as Error).message.split(/[.\n]/);
    throw new CliError(`${verb}: ${problem}. ${HELP}`);
  }
}
