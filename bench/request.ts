import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { basicHeader, makeUsers, otherPassword } from './callers';
import { childFile } from './child';
import { duration, type LoadProfile, type Section, table } from './report';
import { median, shuffled } from './statistics';

const [USER = { username: '', password: '' }] = makeUsers(1);
const VALID = basicHeader(USER).toString('latin1');
const WRONG = basicHeader({ ...USER, password: otherPassword(USER) }).toString('latin1');
const BLOCK = 25;
const LIMIT = 1.03;

/** A kind of request, and the nanoseconds per request of each of its blocks. */
interface Kind {
  readonly name: string;
  readonly path: string;
  readonly authorization: string;
  readonly status: number;
  readonly blocks: number[];
}

/** Measures the time that the guard adds to a request through the runtime's own server. */
export async function request({ quick }: LoadProfile): Promise<Section> {
  const kinds: readonly Kind[] = [
    kind('the handler alone', 'unguarded'),
    kind('the handler alone, repeated', 'unguarded'),
    kind('`open(handler)`', 'opened'),
    kind('guarded, without its decision log', 'guarded'),
    { ...kind('the same, wrong password: 401', 'guarded'), authorization: WRONG, status: 401 },
    kind('`withAuth(basic(), handler)`, with its decision log', 'logged'),
  ];
  const functions = 'unguarded,opened,guarded,logged';
  // The decision log goes to an ignored stream, as for a service whose log is not displayed.
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const server = fork(childFile('request-child'), [functions, ...usernameAndPassword()], {
    stdio: [...stdio],
  });
  try {
    await measureAll(kinds, await portOf(server), quick ? 20 : 800);
  } finally {
    server.kill();
  }

  const added = ratios(kinds[3], kinds[0]);
  return {
    title: 'Whole request',
    lines: table(
      ['request', 'median', 'relative to the handler alone'],
      kinds.map((one) => [one.name, duration(median(one.blocks)), percent(ratios(one, kinds[0]))]),
    ),
    goals: [
      {
        goal: "whole request: the guard adds at most 3 % through the runtime's own server",
        measured: percent(added),
        reached: added <= LIMIT,
      },
    ],
  };
}

function kind(name: string, path: string): Kind {
  return { name, path, authorization: VALID, status: 200, blocks: [] };
}

function usernameAndPassword(): readonly string[] {
  return [USER.username, USER.password];
}

async function portOf(server: ChildProcess): Promise<number> {
  const [port] = await once(server, 'message');
  return port as number;
}

/** Measures blocks of all kinds, in a new order in each round. The first quarter is the warm-up. */
async function measureAll(kinds: readonly Kind[], port: number, rounds: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let round = -Math.ceil(rounds / 4); round < rounds; round += 1) {
    for (const one of shuffled(kinds)) {
      const figure = await block(agent, port, one);
      if (round >= 0) one.blocks.push(figure);
    }
  }
  agent.destroy();
}

async function block(agent: Agent, port: number, one: Kind): Promise<number> {
  const figures: number[] = [];
  for (let count = 0; count < BLOCK; count += 1) {
    const start = performance.now();
    const status = await send(agent, port, one);
    figures.push((performance.now() - start) * 1e6);
    if (status !== one.status) throw new Error(`${one.name}: the server answered ${status}.`);
  }
  return median(figures);
}

function send(agent: Agent, port: number, { path, authorization }: Kind): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = {
      agent,
      port,
      host: '127.0.0.1',
      path: `/${path}`,
      headers: { authorization },
    };
    get(options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    }).on('error', reject);
  });
}

// The ratio is computed block by block, so that a busy machine affects both sides equally.
function ratios(one: Kind | undefined, base: Kind | undefined): number {
  return median((one?.blocks ?? []).map((figure, round) => figure / (base?.blocks[round] ?? 0)));
}

function percent(ratio: number): string {
  return `${((ratio - 1) * 100).toFixed(1)} %`.replace(/^(?!-)/, '+');
}
