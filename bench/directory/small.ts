import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { BUILT_ASSETS } from '../../cli/project/paths';
import { duration, type Goal, type Section, table } from '../report';
import { median, quantile } from '../statistics';
import { limitCpu, limitName } from './limit-cpu';
import type { DirectoryLoadProfile } from './load-profile';
import { type Outcome, runTask } from './run-task';
import type { Case } from './target';
import type { SmallResult } from './tasks';

const MEMORY_BYTES = 256 * 2 ** 20;
const SIGN_IN_NS = 2e9;
const CHECK_NS = 100e6;
const ASSETS = ['auth', 'jwt', 'directory', 'mail', 'upstream'];
// Beyond an empty process, on a full core.
const MOST_LOADING_MS: Readonly<Record<string, number>> = { auth: 5, directory: 80 };

/** Measures this library with as little as a Function has: a seventh of a core, and 256 MB. */
export async function small(
  cases: readonly Case[],
  { startRounds }: DirectoryLoadProfile,
): Promise<Section> {
  const one = cases.find(({ target }) => target.side === 'this-library');
  if (one === undefined) throw new Error('This library is not among the targets.');
  const starts = await measureStarts(startRounds);
  const rounds: Outcome<SmallResult>[] = [];
  for (let round = 0; round < startRounds; round += 1) {
    rounds.push(await runTask<SmallResult>(one, { kind: 'small' }, limitCpu));
  }
  const results = rounds.map(({ result }) => result);
  const checks = results.flatMap((result) => result.checks);
  const names = Object.keys(results[0]?.calls ?? {});
  const refused = results.reduce((sum, result) => sum + result.refused, 0);
  const timeOf = (name: string) => median(results.map(({ calls }) => calls[name] ?? 0));
  const ready = median(rounds.map(({ readyMs }) => readyMs[0] ?? 0));
  const peak = Math.max(...results.map(({ peakBytes }) => peakBytes));
  const processor = median(results.map(({ processorMs }) => processorMs));
  const calls = names.map((name) => [name, duration(timeOf(name))]);
  return {
    title: 'As small as a Function',
    lines: [
      'Loading the assets, medians, the processor time on a full core:',
      '',
      ...startsTable(starts),
      '',
      `Calls of ${rounds.length} processes, medians. They are limited by ${limitName()}:`,
      '',
      ...table(
        ['what', 'time'],
        [
          ['from the start of the process until the directory is loaded', duration(ready * 1e6)],
          ...calls,
          ['sign-ins at once that got no answer in time', `${refused} of ${2 * results.length}`],
          ['session checks during two sign-ins, p50', duration(quantile(checks, 0.5))],
          ['session checks during two sign-ins, p90', duration(quantile(checks, 0.9))],
          ['session checks during two sign-ins, slowest', duration(Math.max(...checks))],
          ['processor time from the start to the second sign-in', duration(processor * 1e6)],
          ['memory, highest of all processes', `${(peak / 1e6).toFixed(0)} MB`],
        ],
      ),
    ],
    goals: [
      ...goalsOf({ signIn: timeOf('first sign-in'), check: Math.max(...checks), peak }),
      ...loadingGoals(starts),
    ],
  };
}

function goalsOf(worst: Readonly<Record<'signIn' | 'check' | 'peak', number>>): readonly Goal[] {
  return [
    {
      goal: 'small: the memory stays below 256 MB',
      measured: `${(worst.peak / 1e6).toFixed(0)} MB`,
      reached: worst.peak < MEMORY_BYTES,
    },
    {
      goal: 'small: a sign-in takes less than 2 s',
      measured: duration(worst.signIn),
      reached: worst.signIn < SIGN_IN_NS,
    },
    {
      goal: 'small: a session check takes at most 100 ms during two sign-ins',
      measured: duration(worst.check),
      reached: worst.check <= CHECK_NS,
    },
  ];
}

/** The medians of processes that load one asset, in milliseconds. */
interface Start {
  /** Empty: no asset. */
  readonly asset: string;
  /** From the start to the end, with a seventh of a core. */
  readonly limited: number;
  /** The processor time on a full core. */
  readonly processor: number;
}

/** Measures an empty process, and one that loads each asset. */
async function measureStarts(rounds: number): Promise<readonly Start[]> {
  const figures = ['', ...ASSETS].map((asset) => ({
    asset,
    limited: [] as number[],
    processor: [] as number[],
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { asset, limited, processor } of figures) {
      limited.push((await start(asset, limitCpu)).tookMs);
      processor.push((await start(asset)).processorMs);
    }
  }
  return figures.map(({ asset, limited, processor }) => ({
    asset,
    limited: median(limited),
    processor: median(processor),
  }));
}

function startsTable(starts: readonly Start[]): readonly string[] {
  const beyond = beyondEmpty(starts);
  return table(
    ['process', 'a seventh of a core', 'processor time', 'beyond an empty process'],
    starts.map(({ asset, limited, processor }) => [
      asset === '' ? 'empty' : `loads /${asset}.js`,
      duration(limited * 1e6),
      duration(processor * 1e6),
      asset === '' ? '' : duration(beyond(asset) * 1e6),
    ]),
  );
}

function beyondEmpty(starts: readonly Start[]): (asset: string) => number {
  const processorOf = (asset: string) =>
    starts.find((start) => start.asset === asset)?.processor ?? Number.NaN;
  return (asset) => processorOf(asset) - processorOf('');
}

function loadingGoals(starts: readonly Start[]): readonly Goal[] {
  const beyond = beyondEmpty(starts);
  return Object.entries(MOST_LOADING_MS).map(([asset, most]) => ({
    goal: `/${asset}.js adds at most ${most} ms of processor time to an empty process`,
    measured: duration(beyond(asset) * 1e6),
    reached: beyond(asset) <= most,
  }));
}

const PRINT_PROCESSOR_TIME = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(String(user + system));
});`;

async function start(asset: string, limit: (child: ChildProcess) => void = () => undefined) {
  const pathOf = (name: string) => JSON.stringify(join(BUILT_ASSETS, `${name}.private.js`));
  const runtime = `globalThis.Runtime = { getAssets: () => ({ '/auth.js': { path: ${pathOf('auth')} } }) };`;
  const code = `${PRINT_PROCESSOR_TIME} ${runtime} ${asset === '' ? '' : `require(${pathOf(asset)})`}`;
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  limit(child);
  const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error(`/${asset}.js does not load.`);
  return { tookMs: performance.now() - startedAt, processorMs: Number(printed) / 1e3 };
}
