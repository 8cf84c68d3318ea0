import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { field } from '../callers';
import { type Aim, type Section, table, times, usersOf } from '../report';
import { median, quantile } from '../statistics';
import { type Case, measureCases } from './cases';
import { call } from './client';
import { type LoadResult, loadServer } from './load';
import type { ServersEffort } from './load-profile';
import { withServer } from './ready-server';
import { GUARDED } from './target';
import { settle } from './wait-until-idle';

/** A flood of wrong passwords, by names that nobody has or by those of the users. */
type Flood = 'unknown' | 'wrong';

/** The 99th percentile of the caller's milliseconds, without and with a flood. */
interface Round {
  readonly quiet: number;
  readonly unknown: Flooded;
  readonly wrong: Flooded;
}

interface Flooded {
  readonly p99: number;
  readonly load: LoadResult;
}

const LIMIT = 3;
const FLOOD_STARTS_MS = 1_000;
// Seconds that a flood goes on after the caller's last request, which has to be answered in it.
const FLOOD_GOES_ON = 2;

/** What a legitimate caller feels of a flood of wrong passwords. */
export async function flood(cases: readonly Case[], effort: ServersEffort): Promise<Section> {
  const measured = await measureCases(cases, effort, (one) => measureRound(one, effort));
  const found = measured.map(({ one, figures }) => ({
    one,
    quiet: median(figures.map(({ quiet }) => quiet)),
    unknown: summary(figures, 'unknown'),
    wrong: summary(figures, 'wrong'),
  }));
  const head = ['server', 'users', 'calls a second', 'p99 without a flood'];
  const floods = ['flood by unknown names', "flood by the users' names"];
  return {
    title: 'A caller under a flood of wrong passwords',
    lines: table(
      [...head, ...floods],
      found.map(({ one, quiet, unknown, wrong }) => [
        one.contestant.name,
        one.directory.users.length.toLocaleString('en'),
        String(callsPerSecond(one)),
        `${quiet.toFixed(1)} ms`,
        cell(unknown),
        cell(wrong),
      ]),
    ),
    aims: found.filter(({ one }) => one.contestant.id === 'kit').map(aim),
  };
}

async function measureRound(one: Case, effort: ServersEffort): Promise<Round> {
  const { contestant, directory } = one;
  const { quiet, unknown } = await withServer(contestant, directory, effort, async (server) => {
    const quiet = await p99(one, server.port, effort);
    await settle(server.pid);
    return { quiet, unknown: await flooded(one, server.port, effort, 'unknown') };
  });
  const wrong = await withServer(contestant, directory, effort, ({ port }) =>
    flooded(one, port, effort, 'wrong'),
  );
  return { quiet, unknown, wrong };
}

async function flooded(
  one: Case,
  port: number,
  effort: ServersEffort,
  load: Flood,
): Promise<Flooded> {
  const seconds = FLOOD_STARTS_MS / 1_000 + effort.callerSeconds + FLOOD_GOES_ON;
  const [result, figure] = await Promise.all([
    loadServer({ ...one, port, load, seconds }),
    delay(FLOOD_STARTS_MS).then(() => p99(one, port, effort)),
  ]);
  return { p99: figure, load: result };
}

/** Calls at a steady rate, whether or not earlier calls were answered. */
async function p99(one: Case, port: number, { callerSeconds }: ServersEffort): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const authorization = field(one.directory.caller).toString('latin1');
  const rate = callsPerSecond(one);
  const start = performance.now();
  const calls = Array.from({ length: callerSeconds * rate }, async (_, index) => {
    await delay(start + (index / rate) * 1_000 - performance.now());
    return call({ agent, port, path: GUARDED, authorization });
  });
  const replies = await Promise.all(calls);
  agent.destroy();
  const refused = replies.find(({ status }) => status !== 200);
  if (refused !== undefined) throw new Error(`The caller was answered with ${refused.status}.`);
  return quantile(
    replies.map(({ milliseconds }) => milliseconds),
    0.99,
  );
}

// A server that hashes for every request can bear no more of them.
function callsPerSecond({ contestant }: Case): number {
  return contestant.remembers ? 100 : 10;
}

function summary(figures: readonly Round[], kind: Flood) {
  return {
    p99: median(figures.map((round) => round[kind].p99)),
    ratio: median(figures.map((round) => round[kind].p99 / round.quiet)),
    rps: median(figures.map((round) => round[kind].load.answersPerSecond)),
  };
}

function cell({ p99, ratio, rps }: ReturnType<typeof summary>): string {
  const answers = rps.toLocaleString('en', { maximumFractionDigits: 0 });
  return `${p99.toFixed(1)} ms (${times(ratio)}), ${answers} refused a second`;
}

function aim(found: {
  readonly one: Case;
  readonly quiet: number;
  readonly unknown: ReturnType<typeof summary>;
}): Aim {
  const { one, quiet, unknown } = found;
  return {
    aim: `flood, ${usersOf(one.directory.users.length)}: the caller's p99 at most ${LIMIT}× that without`,
    measured: `${times(unknown.ratio)}: ${quiet.toFixed(1)} ms, ${unknown.p99.toFixed(1)} ms`,
    reached: unknown.ratio <= LIMIT,
  };
}
