import { envFileOf } from './env-file';
import { main, OperatorError } from './main';
import { migrate } from './postgres/migrate';
import { readVariables } from './read-variables';

// npm run migrate: brings the directory's database to the newest schema. The database is that of
// DATABASE_URL, in the environment or in .env; DATABASE_OWNER_URL in the environment says who owns
// its tables, where that is not the role that the service runs as.
main(async () => {
  const { DATABASE_URL } = readVariables(envFileOf(process.argv.slice(2)), ['DATABASE_URL']);
  if (!DATABASE_URL) {
    throw new OperatorError(
      'DATABASE_URL is not set, in the environment or in .env: there is nothing to migrate.\n' +
        'The Postgres that npm start runs is migrated by npm start.',
    );
  }
  const runtimeRole = userIn('DATABASE_URL', DATABASE_URL);
  const ownerUrl = process.env['DATABASE_OWNER_URL'] || DATABASE_URL;
  userIn('DATABASE_OWNER_URL', ownerUrl);
  const applied = await migrate({ ownerUrl, runtimeRole });
  for (const name of applied) console.log(`Applied ${name}`);
  console.log(`The database is up to date; ${runtimeRole} has the rights that the service needs.`);
});

function userIn(name: string, url: string): string {
  const { protocol, username } = URL.canParse(url) ? new URL(url) : { protocol: '', username: '' };
  if (/^postgres(?:ql)?:$/.test(protocol) && username !== '') return decodeURIComponent(username);
  throw new OperatorError(`${name} is not a URL as in postgres://user:password@host/database`);
}
