import { ACCEPTED_CALLS, type AcceptedCall } from '../../../test/support/directory/accepted-calls';
import { createDirectory, type TestDirectory } from '../../../test/support/directory/directory';
import { OTHER_CALLS } from '../../../test/support/directory/other-calls';
import { makeSshKey, type SshKey } from '../../../test/support/directory/ssh-keygen';
import { addTeam } from '../../../test/support/directory/team';
import {
  type CountedDatabase,
  countRoundTrips,
} from '../../../test/support/postgres/count-round-trips';
import { createDatabase } from '../../../test/support/postgres/database';
import { type Relay, startRelay, via } from '../../../test/support/postgres/relay';
import { median } from '../../statistics';

// npm run bench:changes: measures every operation that changes something, and prints a table in Markdown.

const DELAYS_MS = [0, 20];
const MOST_MS = 100;
const ROUNDS = 3;
const CONNECTIONS = 5;

let directory: TestDirectory;
let relay: Relay;
let counted: CountedDatabase;
let ssh: SshKey;

beforeAll(async () => {
  const database = await createDatabase();
  relay = await startRelay(Number(new URL(database.url).port));
  counted = await countRoundTrips(via(relay, database.url));
  directory = await createDirectory({ ALLOW_SIGNUP: 'true', DATABASE_URL: counted.url }, database);
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(async () => {
  ssh.remove();
  await directory.close();
  await counted.close();
  await relay.close();
});

interface Measured {
  readonly ms: number;
  readonly roundTrips: number;
}

/** Measures a call with open connections to a database that is so far away. */
async function measure(path: string, { ready }: AcceptedCall, delayMs: number): Promise<Measured> {
  const { caller, input } = await ready({ directory, team: await addTeam(directory), ssh });
  const warm = () => directory.caller().call('session/show-invitation', { token: 'none' });
  await Promise.all(Array.from({ length: CONNECTIONS }, warm));
  const before = counted.roundTrips();
  relay.delay(delayMs);
  const start = performance.now();
  await caller.call(path, input);
  const ms = performance.now() - start;
  relay.delay(0);
  return { ms, roundTrips: counted.roundTrips() - before };
}

test('every change is measured', async () => {
  const calls = Object.entries({ ...ACCEPTED_CALLS, ...OTHER_CALLS });
  const changes = calls.filter(([, { events }]) => events.length > 0);
  const rows: [name: string, roundTrips: number, ...ms: number[]][] = [];
  for (const [name, call] of changes) {
    const [path = ''] = name.split(':');
    const figures = new Map<number, Measured[]>(DELAYS_MS.map((delayMs) => [delayMs, []]));
    // The first call also loads and compiles code, as a new container does.
    await measure(path, call, 0);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [delayMs, done] of figures) done.push(await measure(path, call, delayMs));
    }
    const all = [...figures.values()];
    const roundTrips = Math.max(...all.flat().map((one) => one.roundTrips));
    rows.push([name, roundTrips, ...all.map((done) => median(done.map(({ ms }) => ms)))]);
  }
  const slowestFirst = rows.toSorted(
    (one, other) => (other.at(-1) as number) - (one.at(-1) as number),
  );
  const missed = rows.filter((row) => (row.at(-1) as number) > MOST_MS).length;
  const lines = slowestFirst.map(([name, roundTrips, ...ms]) => {
    const cells = [name, roundTrips, ...ms.map((one) => `${one.toFixed(1)} ms`)];
    return `| ${cells.join(' | ')} |`;
  });
  process.stdout.write(
    [
      `${rows.length} changes, ${missed} of them over ${MOST_MS} ms. Medians of ${ROUNDS}:`,
      '',
      `| call | round trips | ${DELAYS_MS.map((ms) => `${ms} ms away`).join(' | ')} |`,
      `| --- | ---: |${' ---: |'.repeat(DELAYS_MS.length)}`,
      ...lines,
      '',
    ].join('\n'),
  );
}, 600_000);
