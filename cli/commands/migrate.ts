import { migrate } from '../postgres/migrate';
import { envFileOf, readVariables } from '../project/env-file';
import { CliError, runCommand } from '../run-command';

// npm run migrate: updates the directory's database to the newest schema. DATABASE_URL, in the environment or in
// .env, names the database. DATABASE_OWNER_URL, in the environment, names the owner of its tables if that is
// another role.
runCommand(async () => {
  const file = envFileOf(process.argv.slice(2));
  const { DATABASE_URL: url, DATABASE_CA: ca } = readVariables(file, [
    'DATABASE_URL',
    'DATABASE_CA',
  ]);
  if (!url) {
    throw new CliError(
      'DATABASE_URL is required, in the environment or in .env.\n' +
        'npm start migrates the Postgres that it runs itself.',
    );
  }
  const ownerUrl = process.env['DATABASE_OWNER_URL'] || url;
  const { applied, role, revoked, readers } = await migrate({ url, ownerUrl, ca });
  for (const name of applied) console.log(`Applied ${name}`);
  if (revoked.length > 0)
    console.log(`Revoked all rights on the tables from ${revoked.join(', ')}`);
  if (readers.length > 0) {
    console.log(
      `Note: these roles can read the tables as members of other roles: ${readers.join(', ')}`,
    );
  }
  console.log(`The database is up to date; ${role} has the rights that the service needs.`);
});
