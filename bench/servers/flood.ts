import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { basicHeader } from '../callers';
import { type Goal, type Section, table, times, usersOf } from '../report';
import { median, quantile } from '../statistics';
import { type Case, measureCases } from './cases';
import { call } from './client';
import { type LoadResult, loadServer } from './load';
import type { ServersLoadProfile } from './load-profile';
import { withServer } from './ready-server';
import { GUARDED } from './target';
import { waitUntilIdle } from './wait-until-idle';

/** A flood of wrong passwords, with unknown usernames or with the users' names. */
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
// Seconds that a flood continues after the caller's last request, which must be answered in this time.
const FLOOD_GOES_ON = 2;

/** Measures the effect of a flood of wrong passwords on a legitimate caller. */
export async function flood(cases: readonly Case[], profile: ServersLoadProfile): Promise<Section> {
  const measured = await measureCases(cases, profile, (one) => measureRound(one, profile));
  const found = measured.map(({ one, figures }) => ({
    one,
    quiet: median(figures.map(({ quiet }) => quiet)),
    unknown: summary(figures, 'unknown'),
    wrong: summary(figures, 'wrong'),
  }));
  const head = ['server', 'users', 'calls per second', 'p99 without a flood'];
  const floods = ['flood with unknown names', "flood with the users' names"];
  return {
    title: 'A caller under a flood of wrong passwords',
    lines: table(
      [...head, ...floods],
      found.map(({ one, quiet, unknown, wrong }) => [
        one.target.name,
        one.directory.users.length.toLocaleString('en'),
        String(callsPerSecond(one)),
        `${quiet.toFixed(1)} ms`,
        cell(unknown),
        cell(wrong),
      ]),
    ),
    goals: found.filter(({ one }) => one.target.id === 'this-library').map(goal),
  };
}

async function measureRound(one: Case, profile: ServersLoadProfile): Promise<Round> {
  const { target, directory } = one;
  const { quiet, unknown } = await withServer(target, directory, profile, async (server) => {
    const quiet = await p99(one, server.port, profile);
    await waitUntilIdle(server.pid);
    return { quiet, unknown: await flooded(one, server.port, profile, 'unknown') };
  });
  const wrong = await withServer(target, directory, profile, ({ port }) =>
    flooded(one, port, profile, 'wrong'),
  );
  return { quiet, unknown, wrong };
}

async function flooded(
  one: Case,
  port: number,
  profile: ServersLoadProfile,
  load: Flood,
): Promise<Flooded> {
  const seconds = FLOOD_STARTS_MS / 1_000 + profile.callerSeconds + FLOOD_GOES_ON;
  const [result, figure] = await Promise.all([
    loadServer({ ...one, port, load, seconds }),
    delay(FLOOD_STARTS_MS).then(() => p99(one, port, profile)),
  ]);
  return { p99: figure, load: result };
}

/** Calls at a steady rate, whether or not earlier calls were answered. */
async function p99(
  one: Case,
  port: number,
  { callerSeconds }: ServersLoadProfile,
): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const authorization = basicHeader(one.directory.caller).toString('latin1');
  const rate = callsPerSecond(one);
  const start = performance.now();
  const calls = Array.from({ length: callerSeconds * rate }, async (_, index) => {
    await delay(start + (index / rate) * 1_000 - performance.now());
    return call({ agent, port, path: GUARDED, authorization });
  });
  const replies = await Promise.all(calls);
  agent.destroy();
  const refused = replies.find(({ status }) => status !== 200);
  if (refused !== undefined)
    throw new Error(`The server answered ${refused.status} to the caller.`);
  return quantile(
    replies.map(({ milliseconds }) => milliseconds),
    0.99,
  );
}

// A server that hashes for every request cannot handle a higher rate.
function callsPerSecond({ target }: Case): number {
  return target.remembers ? 100 : 10;
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
  return `${p99.toFixed(1)} ms (${times(ratio)}), ${answers} refused per second`;
}

function goal(found: {
  readonly one: Case;
  readonly quiet: number;
  readonly unknown: ReturnType<typeof summary>;
}): Goal {
  const { one, quiet, unknown } = found;
  return {
    goal: `flood, ${usersOf(one.directory.users.length)}: the caller's p99 at most ${LIMIT}× its p99 without a flood`,
    measured: `${times(unknown.ratio)}: ${quiet.toFixed(1)} ms, ${unknown.p99.toFixed(1)} ms`,
    reached: unknown.ratio <= LIMIT,
  };
}
