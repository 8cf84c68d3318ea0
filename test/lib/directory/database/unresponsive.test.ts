import { createServer, type Server, type Socket } from 'node:net';
import {
  type Caller,
  createDirectory,
  PASSWORD,
  type TestDirectory,
} from '../../../support/directory/directory';
import { LATEST_MS, makeServiceUser } from '../../../support/directory/service-users';
import { addTeam, type Team } from '../../../support/directory/team';
import { type Relay, startRelay, via } from '../../../support/postgres/relay';
import { type BuiltContainer, startBuiltContainer } from '../../../support/services/container';

// A server listens at the database's address, but it does not answer as a database should.

let directory: TestDirectory;
let team: Team;
let admin: Caller;

// Each of a login's three round trips is answered within its own limit of 3 s, but all of them take longer
// than a call may.
const LATE_MS = 2500;
const TOO_LATE_MS = 9000;

beforeAll(async () => {
  directory = await createDirectory();
  team = await addTeam(directory, ['admin']);
  admin = await team.session('admin');
});

afterAll(() => directory.close());

const startContainerAt = (url: string) =>
  startBuiltContainer({ ...directory.variables, DATABASE_URL: url });

/** Calls an operation that needs a session, one that is open to anonymous callers and one that checks a password. */
async function askAll(container: BuiltContainer) {
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
  let container: BuiltContainer;

  afterEach(async () => {
    await container.stop();
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of open.splice(0)) server.close();
  });

  test.each<[string, (socket: Socket) => unknown]>([
    ['accepts connections and never answers', () => undefined],
    ['ends connections at once', (socket) => socket.destroy()],
    ['speaks another protocol', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['begins an answer and does not end it', (socket) => socket.write('R\0\0')],
  ])('%s leads to a 503 in time', async (_what, serve) => {
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

describe('a database that', () => {
  let relay: Relay;
  let container: BuiltContainer;

  beforeEach(async () => {
    const { url } = directory.database;
    relay = await startRelay(Number(new URL(url).port));
    container = await startContainerAt(via(relay, url));
    // The container has a working connection.
    expect((await makeServiceUser(container, admin)).status).toBe(200);
  });

  afterEach(async () => {
    await container.stop();
    await relay.close();
  });

  test('stops responding leads to a 503 in time', async () => {
    relay.mute();
    expect(await askAll(container)).toEqual({ statuses: [503, 503, 503], isInTime: true });
  });

  test('answers too late is never used again through the same connection', async () => {
    relay.delay(TOO_LATE_MS);
    const late = await container.call('session/show', {}, admin);
    relay.delay(0);
    const next = await container.call('session/show', {}, admin);
    expect([late.status, next.status]).toEqual([503, 200]);
  });

  test('answers too slowly for a call with many queries leads to a 503', async () => {
    relay.delay(LATE_MS);
    const input = { email: team.email('admin'), password: PASSWORD };
    const answer = await container.call('session/log-in', input);
    expect(answer).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(answer.ms).toBeLessThan(LATEST_MS);
  });
});
