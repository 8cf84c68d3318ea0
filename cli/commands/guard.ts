import type { Command } from 'commander';

/** Adds the command that guards existing Functions. */
export function addGuardCommand(program: Command): void {
  program
    .command('guard')
    .description('wraps the handlers of existing Functions in withAuth(basic(), …)')
    .argument('<file...>', 'files of Functions, in JavaScript or TypeScript')
    .option('--yes', 'writes the files; without it, only shows the changes')
    .action(async (files: readonly string[], { yes = false }: { readonly yes?: boolean }) => {
      const { guardFiles } = await import('../guard/guard-files');
      const { output, isComplete } = guardFiles(files, { write: yes });
      process.stdout.write(output);
      if (!isComplete) process.exitCode = 1;
    });
}
