import { main } from '../../scripts/main';
import { startPostgres } from '../../scripts/postgres/start-postgres';

// A process with a Postgres of its own, in the folder that it is given. It says the server's port.
main(async () => {
  const [folder = ''] = process.argv.slice(2);
  const { port } = await startPostgres({ folder, durable: false });
  console.log(port);
});
