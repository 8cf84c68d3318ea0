import { parseArgs } from 'node:util';
import { envFileOf } from '../project/env-file';
import { CliError } from '../run-command';
import { type Command, FORMS, HTPASSWD, OPTIONS, type Verb } from './commands';

const HELP = 'npm run credentials -- --help shows what there is.';
const PASSWORD_OPTION = /^--?p(?:ass(?:word|wd)?)?(?:=|$)/;
const PASSWORD_GIVEN = `A password cannot be an argument: the shell would keep it in its history, and other
programs could see it. Run the command without it: it asks, or reads standard input. If this was a
password that is in use, change it.`;

// What stands where nothing should may be a password.
const TAKES_PASSWORD: ReadonlySet<Verb> = new Set(['hash', 'add', 'remove', 'verify', 'encode']);

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
    throw new CliError('--variable and --file name two places: choose one.');
  }
  return {
    verb,
    name: readArgument(verb, positionals),
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

function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(FORMS, verb);
}

function readArgument(verb: Verb, positionals: readonly string[]): string | undefined {
  const { argument, isRequired } = FORMS[verb];
  const [name, ...more] = positionals;
  const isPair = argument === 'USERNAME' && name?.includes(':');
  if (more.length > 0 || isPair || (argument === null && name !== undefined)) {
    if (!TAKES_PASSWORD.has(verb)) throw new CliError(`${excess(verb)} ${HELP}`);
    throw new CliError(`${excess(verb)} ${PASSWORD_GIVEN}`);
  }
  if (isRequired && name === undefined) {
    throw new CliError(`Which one? npm run credentials -- ${verb} ${argument}`);
  }
  return name;
}

function excess(verb: Verb): string {
  const { argument } = FORMS[verb];
  return argument === null
    ? `${verb} takes no argument.`
    : `${verb} takes one argument, ${argument}.`;
}

// The path of --file can be left out, which parseArgs does not know.
function parse(verb: Verb, args: readonly string[]) {
  const known = Object.entries(OPTIONS).filter(([name]) =>
    FORMS[verb].options.some((option) => option === name),
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
