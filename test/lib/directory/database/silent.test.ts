import { createServer, type Server, type Socket } from 'node:net';
import { type Container, startContainer } from '../../../support/container';
import { type Caller, createDirectory, type TestDirectory } from '../../../support/directory';
import { type Relay, startRelay, via } from '../../../support/relay';
import { LATEST_MS, makeServiceUser } from '../../../support/service-users';
import { addTeam } from '../../../support/team';

// Something is where the database belongs, and is no help.

let directory: TestDirectory;
let admin: Caller;

beforeAll(async () => {
  directory = await createDirectory();
  admin = await (await addTeam(directory, ['admin'])).session('admin');
});

afterAll(() => directory.close());

const startContainerAt = (url: string) =>
  startContainer({ ...directory.variables, DATABASE_URL: url });

/** Asks for what the guard knows, for what it lets anybody ask, and for a password to be checked. */
async function askAll(container: Container) {
  const answers = await Promise.all([
    container.call('session/show', {}, admin),
    container.call('session/show-invitation', { token: 'x'.repeat(30) }),
    container.call('session/log-in', { email: 'ada@example.com', password: 'a wrong armadillo' }),
  ]);
  const isInTime = answers.every(({ ms }) => ms < LATEST_MS);
  return { statuses: answers.map(({ status }) => status), isInTime };
}

describe('a server that', () => {
  const open: Server[] = [];
  const sockets: Socket[] = [];
  let container: Container;

  afterEach(async () => {
    await container.stop();
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of open.splice(0)) server.close();
  });

  test.each<[string, (socket: Socket) => unknown]>([
    ['takes connections and never answers', () => undefined],
    ['ends connections at once', (socket) => socket.destroy()],
    ['speaks another protocol', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['begins an answer and does not end it', (socket) => socket.write('R\0\0')],
  ])('%s is answered with 503 in time', async (_what, serve) => {
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      serve(socket);
    }).listen(0, '127.0.0.1');
    open.push(server);
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as { readonly port: number };
    container = await startContainerAt(`postgres://directory:secret@127.0.0.1:${port}/directory`);

    expect(await askAll(container)).toEqual({ statuses: [503, 503, 503], isInTime: true });
  });
});

describe('a database that falls silent', () => {
  let relay: Relay;
  let container: Container;

  beforeAll(async () => {
    const { url } = directory.database;
    relay = await startRelay(Number(new URL(url).port));
    container = await startContainerAt(via(relay, url));
  });

  afterAll(async () => {
    await container.stop();
    await relay.close();
  });

  test('while it is in use is answered with 503 in time', async () => {
    const before = await makeServiceUser(container, admin);
    relay.mute();
    expect([before.status, await askAll(container)]).toEqual([
      200,
      { statuses: [503, 503, 503], isInTime: true },
    ]);
  });
});
