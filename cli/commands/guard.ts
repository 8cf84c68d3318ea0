import type { Command } from 'commander';
import { isTerminal } from '../project/is-terminal';

/** Adds the command that guards existing Functions. */
export function addGuardCommand(program: Command): void {
  program
    .command('guard')
    .description('wraps the handlers of existing Functions in withAuth(basic(), …)')
    .argument('<file...>', 'files of Functions, in JavaScript or TypeScript')
    .option('--yes', 'writes the files; without it, only shows the changes')
    .action(async (files: readonly string[], { yes = false }: { readonly yes?: boolean }) => {
      const { guardFiles } = await import('../guard/guard-files');
      const shown = guardFiles(files, { write: yes });
      process.stdout.write(shown.output);
      const isWritten = shown.canWrite && (await isConfirmedInTerminal());
      const { isComplete } = isWritten ? guardFiles(files, { write: true }) : shown;
      if (!isComplete) process.exitCode = 1;
    });
}

async function isConfirmedInTerminal(): Promise<boolean> {
  if (!isTerminal()) return false;
  const { confirmInTerminal } = await import('../project/prompts');
  return confirmInTerminal('Write these changes?');
}
