import { parseArgs } from 'node:util';
import { usernameProblem } from '../../lib/http/credential-text';
import { envFileOf } from '../project/env-file';
import { CliError } from '../run-command';

const HELP = 'npm run credentials -- --help lists the commands.';
const PASSWORD_OPTION = /^--?p(?:ass(?:word|wd)?)?(?:=|$)/;

const PASSWORD_GIVEN = `A password must not be an argument: the shell would keep it in its history, and other
programs could see it. Run the command without it: it asks for the password, or reads standard input. If
this password is in use, change it.`;

// For these commands, an unexpected argument may be a password.
const TAKES_PASSWORD: ReadonlySet<Verb> = new Set(['hash', 'add', 'remove', 'verify', 'encode']);

/** The default htpasswd file of `basic()`. */
export const HTPASSWD = 'assets/users.private.htpasswd';

/** The options, for parseArgs. */
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

/** The arguments and options of each command. */
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

/** The help text of `npm run credentials`. */
export const CREDENTIALS_USAGE = `Usage: npm run credentials -- COMMAND [OPTIONS]

  hash               asks for a password and prints its hash
  add USERNAME       asks for a password and adds the user
  remove USERNAME    removes the user from every source, or from the named one
  list               lists users and tokens with their source, format and problems
  verify USERNAME    asks for a password and reports whether it is correct
  encode [USERNAME]  prints the Authorization header; without a name, the header for
                     USERNAME and PASSWORD
  import FILE        imports the users of an htpasswd file, by default into --file
  signing-key        creates or rotates the key that signs the tokens of /token
  token NAME         creates a token, shows it once, and stores its hash
  revoke ID          removes a token

  --generate         hash, add: generates a random password and shows it once
  --no-pepper        hash, add: does not use PASSWORD_PEPPER
  --replace          add, import: changes existing users
  --variable NAME    in this variable; default: BASIC_AUTH_CREDENTIALS or BEARER_TOKENS
  --file[=PATH]      in this htpasswd file; default: assets/users.private.htpasswd
  --alg ES256        signing-key: the algorithm; default: EdDSA
  --end-rotation     signing-key: creates no key, and removes the previous key
  --expires, --path, --scope  token: 2027-01-31 or 90d; /status or /hooks/*; read
  --existing         token: asks for an existing token
  --env FILE         reads and changes this file instead of .env

A password is typed or read from standard input. It is never an argument:
  npm run --silent credentials -- hash < password.txt     (see docs/credentials.md)`;

/**
 * Parses the command line.
 *
 * @returns `null` if the operator asks for help.
 * @throws CliError whose message does not repeat a possible password.
 */
export function parseCommand(args: readonly string[]): Command | null {
  const [verb, ...rest] = args;
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const isHelp = args.slice(0, end).some((arg) => arg === '--help' || arg === '-h');
  if (verb === undefined || isHelp) return null;
  if (!isVerb(verb)) throw new CliError(`Unknown command: ${verb}. ${HELP}`);
  if (rest.some((arg) => PASSWORD_OPTION.test(arg))) throw new CliError(PASSWORD_GIVEN);

  const { values, positionals } = parse(verb, rest);
  const { variable, file } = values;
  if (variable !== undefined && file !== undefined) {
    throw new CliError('--variable and --file cannot be combined: choose one.');
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

/** A parsed command line. */
export interface Command {
  readonly verb: Verb;
  /** The USERNAME, FILE, NAME or ID, if it was given. */
  readonly name: string | undefined;
  readonly options: CommandOptions;
}

export interface CommandOptions {
  readonly generate: boolean;
  readonly pepper: boolean;
  readonly replace: boolean;
  readonly variable: string | undefined;
  /** The htpasswd file, relative to the project's folder. */
  readonly file: string | undefined;
  /** The expiry of a token, as the operator gave it. */
  readonly expires: string | undefined;
  readonly paths: readonly string[];
  readonly scopes: readonly string[];
  /** Whether to store an existing token. */
  readonly existing: boolean;
  /** The file of settings. */
  readonly env: string;
  /** The algorithm of a new signing key. */
  readonly alg: string | undefined;
  readonly endRotation: boolean;
}

interface CommandForm {
  readonly options: readonly (keyof typeof OPTIONS)[];
  readonly argument: string | null;
  readonly isRequired: boolean;
}

/**
 * Returns the operator's username in Unicode normalization form C.
 *
 * @throws CliError if no request can carry it.
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
    throw new CliError(`${argument} is required: npm run credentials -- ${verb} ${argument}`);
  }
  return name;
}

function tooManyArguments(verb: Verb): string {
  const { argument } = COMMANDS[verb];
  return argument === null
    ? `${verb} takes no argument.`
    : `${verb} takes one argument, ${argument}.`;
}

// parseArgs has no options with an optional value, such as --file.
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
