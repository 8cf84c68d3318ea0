import { migrate } from '../postgres/migrate';
import { envFileOf, readVariables } from '../project/env-file';
import { CliError, runCommand } from '../run-command';

// npm run migrate: brings the directory's database to the newest schema. The database is that of
// DATABASE_URL, in the environment or in .env; DATABASE_OWNER_URL in the environment says who owns
// its tables, where that is not the role that the service runs as.
runCommand(async () => {
  const file = envFileOf(process.argv.slice(2));
  const { DATABASE_URL: url, DATABASE_CA: ca } = readVariables(file, [
    'DATABASE_URL',
    'DATABASE_CA',
  ]);
  if (!url) {
    throw new CliError(
      'DATABASE_URL is not set, in the environment or in .env: there is nothing to migrate.\n' +
        'The Postgres that npm start runs is migrated by npm start.',
    );
  }
  const ownerUrl = process.env['DATABASE_OWNER_URL'] || url;
  const { applied, role, revoked, readers } = await migrate({ url, ownerUrl, ca });
  for (const name of applied) console.log(`Applied ${name}`);
  if (revoked.length > 0) console.log(`Took all rights on the tables from ${revoked.join(', ')}`);
  if (readers.length > 0) {
    console.log(
      `Note: as members of other roles, these can read the tables: ${readers.join(', ')}`,
    );
  }
  console.log(`The database is up to date; ${role} has the rights that the service needs.`);
});
