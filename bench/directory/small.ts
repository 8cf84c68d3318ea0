import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BUILT_ASSETS } from '../../cli/project/paths';
import { duration, type Goal, type Section, table } from '../report';
import { median, quantile } from '../statistics';
import { limitCpu } from './limit-cpu';
import type { DirectoryLoadProfile } from './load-profile';
import { type Outcome, runTask } from './run-task';
import type { Case } from './target';
import type { SmallResult } from './tasks';

const MEMORY_BYTES = 256 * 2 ** 20;
const SIGN_IN_NS = 2e9;
const CHECK_NS = 100e6;
const ASSETS = ['auth', 'jwt', 'directory', 'mail', 'upstream'];

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
  const timeOf = (name: string) => median(results.map(({ calls }) => calls[name] ?? 0));
  const ready = median(rounds.map(({ readyMs }) => readyMs[0] ?? 0));
  const peak = Math.max(...results.map(({ peakBytes }) => peakBytes));
  const processor = median(results.map(({ processorMs }) => processorMs));
  const calls = names.map((name) => [name, duration(timeOf(name))]);
  return {
    title: 'As small as a Function',
    lines: [
      `A seventh of a core, ${rounds.length} processes, medians:`,
      '',
      ...table(
        ['what', 'time'],
        [
          ...starts,
          ['from the start of the process until the directory is loaded', duration(ready * 1e6)],
          ...calls,
          ['session checks during two sign-ins, p50', duration(quantile(checks, 0.5))],
          ['session checks during two sign-ins, slowest', duration(Math.max(...checks))],
          ['processor time from the start to the second sign-in', duration(processor * 1e6)],
          ['memory, highest of all processes', `${(peak / 1e6).toFixed(0)} MB`],
        ],
      ),
    ],
    goals: goalsOf({ signIn: timeOf('first sign-in'), check: Math.max(...checks), peak }),
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

/** Returns the rows of an empty process and of each asset, from the start of the process to its end. */
async function measureStarts(rounds: number): Promise<readonly (readonly string[])[]> {
  const times = new Map<string, number[]>(['', ...ASSETS].map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, figures] of times) figures.push(await startMs(name));
  }
  return [...times].map(([name, figures]) => [
    name === '' ? 'an empty process' : `a process that loads /${name}.js`,
    duration(median(figures) * 1e6),
  ]);
}

async function startMs(asset: string): Promise<number> {
  const pathOf = (name: string) => JSON.stringify(join(BUILT_ASSETS, `${name}.private.js`));
  const runtime = `globalThis.Runtime = { getAssets: () => ({ '/auth.js': { path: ${pathOf('auth')} } }) };`;
  const code = `${runtime} ${asset === '' ? '' : `require(${pathOf(asset)})`}`;
  const start = performance.now();
  const child: ChildProcess = spawn(process.execPath, ['-e', code], { stdio: 'inherit' });
  limitCpu(child);
  const [exitCode] = await once(child, 'close');
  if (exitCode !== 0) throw new Error(`/${asset}.js does not load.`);
  return performance.now() - start;
}
