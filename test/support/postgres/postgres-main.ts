import { startPostgres } from '../../../cli/postgres/start-postgres';
import { runCommand } from '../../../cli/run-command';

// A process that runs a Postgres in a given folder and prints the server's port.
runCommand(async () => {
  const [folder = ''] = process.argv.slice(2);
  const { port } = await startPostgres({ folder, durable: false });
  console.log(port);
});
