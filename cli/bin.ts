#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { commandLine } from '../lib/util/command-line';
import { version } from '../package.json';
import { addAddCommands } from './commands/add';
import { addCredentialsCommands, prepareCredentialsArguments } from './commands/credentials';
import { addDirectoryCommands } from './commands/directory';
import { addDoctorCommand } from './commands/doctor';
import { addGuardCommand } from './commands/guard';
import { addInfoCommand } from './commands/info';
import { addMigrateCommand } from './commands/migrate';
import { CliError, runCommand } from './run-command';

// The command of the npm package: npx twilio-functions-auth. Exit codes: 0 if the work is done, 1 if it is not,
// 2 if the command line is wrong, 130 after Ctrl-C.
runCommand(async () => {
  await createProgram()
    .parseAsync(prepareArguments(process.argv.slice(2)), { from: 'user' })
    .catch((reason: unknown) => {
      if (!(reason instanceof CommanderError)) throw reason;
      // The parser has printed the help, or what is wrong.
      process.exitCode = reason.exitCode === 0 ? 0 : 2;
    });
});

// A closed pipe, as of `doctor | head`, is no error.
process.stdout.on('error', (reason: NodeJS.ErrnoException) => {
  if (reason.code !== 'EPIPE') throw reason;
  process.exit();
});

function createProgram(): Command {
  const program = new Command('twilio-functions-auth')
    .description('Authentication for Twilio Functions.')
    .usage('<command> [options]')
    .version(version)
    .option('--cwd <folder>', 'runs in this folder')
    .hook('preAction', (program) => changeFolder(program.opts<{ readonly cwd?: string }>()))
    .showSuggestionAfterError()
    .showHelpAfterError('Add --help for the arguments and options.')
    .allowExcessArguments(false)
    .configureOutput({ outputError: (text, write) => write(rephrase(text)) })
    .configureHelp({ commandUsage: usageOf, showGlobalOptions: true })
    .exitOverride();
  addDoctorCommand(program);
  addAddCommands(program);
  addGuardCommand(program);
  addCredentialsCommands(program);
  addDirectoryCommands(program);
  addMigrateCommand(program);
  addInfoCommand(program);
  return program;
}

// The command may stand after --cwd FOLDER.
function prepareArguments(args: readonly string[]): readonly string[] {
  const index = args.indexOf('credentials');
  if (index === -1) return args;
  return [...args.slice(0, index + 1), ...prepareCredentialsArguments(args.slice(index + 1))];
}

function changeFolder({ cwd }: { readonly cwd?: string }): void {
  if (cwd === undefined) return;
  try {
    process.chdir(cwd);
  } catch {
    throw new CliError(`The folder ${cwd} does not exist.`);
  }
}

/** Returns how to call a command, as npm or npx runs it. */
function usageOf(command: Command): string {
  const names: string[] = [];
  for (let one = command; one.parent !== null; one = one.parent) names.unshift(one.name());
  return commandLine([...names, command.usage()].join(' '));
}

// The value of an unknown option may be a password.
function rephrase(text: string): string {
  return text
    .replace(/unknown option '(--[\w-]+|-\w)[\s\S]*'/, "unknown option '$1'")
    .replace(/command-argument value ('.*') is invalid for argument '(\w+)'/, 'unknown $2 $1');
}
