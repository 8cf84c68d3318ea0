import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { field, makeUsers, otherPassword } from './callers';
import { childFile } from './child';
import { duration, type Effort, type Section, table } from './report';
import { median, shuffled } from './statistics';

const [USER = { username: '', password: '' }] = makeUsers(1);
const VALID = field(USER).toString('latin1');
const WRONG = field({ ...USER, password: otherPassword(USER) }).toString('latin1');
const BLOCK = 25;
const LIMIT = 1.03;

/** One kind of request, and the nanoseconds that each block of them took, a request. */
interface Kind {
  readonly name: string;
  readonly path: string;
  readonly authorization: string;
  readonly status: number;
  readonly blocks: number[];
}

/** What the guard adds to a request through the runtime's own server. */
export async function request({ quick }: Effort): Promise<Section> {
  const kinds: readonly Kind[] = [
    kind('the handler alone', 'unguarded'),
    kind('the handler alone, once more', 'unguarded'),
    kind('`open(handler)`', 'opened'),
    kind('guarded, without its record', 'guarded'),
    { ...kind('the same, wrong password: 401', 'guarded'), authorization: WRONG, status: 401 },
    kind('`withAuth(basic(), handler)`, with its record', 'logged'),
  ];
  const functions = 'unguarded,opened,guarded,logged';
  // The record goes where that of a service would go that nobody looks at.
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const server = fork(childFile('request-child'), [functions, ...pair()], { stdio: [...stdio] });
  try {
    await measureAll(kinds, await portOf(server), quick ? 20 : 800);
  } finally {
    server.kill();
  }

  const added = ratios(kinds[3], kinds[0]);
  return {
    title: 'Whole request',
    lines: table(
      ['request', 'median', 'beside the handler alone'],
      kinds.map((one) => [one.name, duration(median(one.blocks)), percent(ratios(one, kinds[0]))]),
    ),
    aims: [
      {
        aim: "whole request: the guard adds at most 3 % through the runtime's own server",
        measured: percent(added),
        reached: added <= LIMIT,
      },
    ],
  };
}

function kind(name: string, path: string): Kind {
  return { name, path, authorization: VALID, status: 200, blocks: [] };
}

function pair(): readonly string[] {
  return [USER.username, USER.password];
}

async function portOf(server: ChildProcess): Promise<number> {
  const [port] = await once(server, 'message');
  return port as number;
}

/** Blocks of all kinds in turn, in another order each time; the first quarter is to warm up. */
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
    if (status !== one.status) throw new Error(`${one.name} was answered with ${status}.`);
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

// Block by block, so that a busy machine disturbs both sides alike.
function ratios(one: Kind | undefined, base: Kind | undefined): number {
  return median((one?.blocks ?? []).map((figure, round) => figure / (base?.blocks[round] ?? 0)));
}

function percent(ratio: number): string {
  return `${((ratio - 1) * 100).toFixed(1)} %`.replace(/^(?!-)/, '+');
}
