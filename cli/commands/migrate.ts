import type { Command } from 'commander';
import { envFileOf, readVariables } from '../project/env-file';
import { openProject } from '../project/project';
import { CliError } from '../run-command';

/** Adds the command that updates the directory's database to the newest schema. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description("updates the directory's database to the newest schema")
    .option('--env <file>', 'reads this file instead of .env')
    .addHelpText(
      'after',
      '\nDATABASE_URL, in the environment or in .env, names the database. DATABASE_OWNER_URL, in the\n' +
        'environment, names the owner of its tables if that is another role.',
    )
    .action(migrateDirectory);
}

async function migrateDirectory({ env }: { readonly env?: string }): Promise<void> {
  const project = openProject();
  const file = envFileOf(project, env === undefined ? [] : [`--env=${env}`]);
  const names = ['DATABASE_URL', 'DATABASE_CA'];
  const { DATABASE_URL: url, DATABASE_CA: ca } = readVariables(project, { file, names });
  if (!url) {
    const local = project.isRepository
      ? '\nnpm start migrates the Postgres that it runs itself.'
      : '';
    throw new CliError(`DATABASE_URL is required, in the environment or in .env.${local}`);
  }
  const ownerUrl = process.env['DATABASE_OWNER_URL'] || url;
  const { migrate } = await import('../postgres/migrate');
  const { showProgress } = await import('../project/show-progress');
  const { applied, role, revoked, readers } = await showProgress('Migrating the database', () =>
    migrate({ url, ownerUrl, ca }),
  );
  for (const name of applied) console.log(`Applied ${name}`);
  if (revoked.length > 0)
    console.log(`Revoked all rights on the tables from ${revoked.join(', ')}`);
  if (readers.length > 0) {
    console.log(
      `Note: these roles can read the tables as members of other roles: ${readers.join(', ')}`,
    );
  }
  console.log(`The database is up to date; ${role} has the rights that the service needs.`);
}
