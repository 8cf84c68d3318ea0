#!/usr/bin/env node
import { Command } from 'commander';
import { version } from '../package.json';
import { CliError } from './run-command';

// The command of the npm package: npx twilio-functions-auth.
// Exit codes: 0 if the work is done, 1 if it is not, 2 if the command line is wrong.
const program = new Command('twilio-functions-auth')
  .description('Authentication for Twilio Functions.')
  .version(version)
  .showSuggestionAfterError()
  .allowExcessArguments(false)
  .exitOverride();

program
  .command('guard')
  .description('wraps the handlers of existing Functions in withAuth(basic(), …)')
  .argument('<file...>', 'files of Functions, in JavaScript or TypeScript')
  .option('--yes', 'writes the files; without it, only shows the changes')
  .action(async (files: readonly string[], { yes = false }: { readonly yes?: boolean }) => {
    const { guardFiles } = await import('./guard/guard-files');
    const { output, isComplete } = guardFiles(files, { write: yes });
    process.stdout.write(output);
    if (!isComplete) process.exitCode = 1;
  });

program
  .command('info')
  .description('prints the versions for a bug report, and no secrets')
  .option('--json', 'prints JSON')
  .action(async ({ json = false }: { readonly json?: boolean }) => {
    const { describeVersions } = await import('./project/versions');
    process.stdout.write(describeVersions(process.cwd(), { json }));
  });

program.parseAsync().catch((reason: unknown) => {
  if (isUsageError(reason)) {
    process.exitCode = reason.exitCode === 0 ? 0 : 2;
    return;
  }
  process.exitCode = 1;
  process.stderr.write(
    `${reason instanceof CliError ? reason.message : (reason as Error).stack}\n`,
  );
});

// commander has printed what is wrong.
function isUsageError(reason: unknown): reason is { readonly exitCode: number } {
  return reason instanceof Error && reason.name === 'CommanderError';
}
