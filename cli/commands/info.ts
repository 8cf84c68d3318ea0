import type { Command } from 'commander';

/** Adds the command that prints the versions for a bug report. */
export function addInfoCommand(program: Command): void {
  program
    .command('info')
    .description('prints the versions for a bug report, and no secrets')
    .option('--json', 'prints JSON')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const { describeVersions } = await import('../project/versions');
      process.stdout.write(describeVersions(process.cwd(), { json }));
    });
}
