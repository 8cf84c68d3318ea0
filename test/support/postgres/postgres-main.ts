import { startPostgres } from '../../../cli/postgres/start-postgres';
import { runCommand } from '../../../cli/run-command';

// A process with a Postgres of its own, in the folder that it is given. It says the server's port.
runCommand(async () => {
  const [folder = ''] = process.argv.slice(2);
  const { port } = await startPostgres({ folder, durable: false });
  console.log(port);
});
