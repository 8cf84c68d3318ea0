import { type Goal, type Section, table, times, usersOf } from '../report';
import { median, shuffled } from '../statistics';
import { type Case, measureCases } from './cases';
import { LOADS, type Load, type LoadResult, loadServer } from './load';
import type { ServersLoadProfile } from './load-profile';
import { withServer } from './ready-server';
import type { Server } from './start-server';
import { waitUntilIdle } from './wait-until-idle';

/** The results of each load. A light load has several results. */
type Round = Readonly<Record<Load, readonly LoadResult[]>>;
type Measured = Awaited<ReturnType<typeof measureCases<Round>>>;

const TITLES: Readonly<Record<Load, string>> = {
  open: 'no auth',
  valid: 'valid',
  wrong: 'wrong password',
  unknown: 'unknown user',
  missing: 'missing header',
};
const LEAST_VALID = 0.95;
const MOST_APART = 0.1;

/** Measures requests per second without auth, and with auth for callers of every kind. */
export async function throughput(
  cases: readonly Case[],
  profile: ServersLoadProfile,
): Promise<Section> {
  const measured = await measureCases(cases, profile, (one) => measureRound(one, profile));
  return {
    title: 'Requests per second',
    lines: table(['server', 'users', ...LOADS.map((load) => TITLES[load])], measured.map(row)),
    goals: ['this-library', 'this-library-logging'].flatMap((id) =>
      goals(measured.filter(({ one }) => one.target.id === id)),
    ),
  };
}

async function measureRound(one: Case, profile: ServersLoadProfile): Promise<Round> {
  const results: Record<Load, LoadResult[]> = emptyRound();
  const measure = async ({ port, pid }: Server, load: Load, seconds: number) => {
    results[load].push(await loadServer({ ...one, port, load, seconds }));
    await waitUntilIdle(pid);
  };
  const { target, directory } = one;
  // Loads that need no hashing are compared within one process, in short turns.
  const isLight = (load: Load) =>
    load === 'open' || load === 'missing' || (load === 'valid' && target.remembers);
  await withServer(target, directory, profile, async (server) => {
    for (let turn = 0; turn < profile.turns; turn += 1) {
      for (const load of shuffled(LOADS.filter(isLight))) {
        await measure(server, load, profile.turnSeconds);
      }
    }
  });
  for (const load of LOADS.filter((load) => !isLight(load))) {
    await withServer(target, directory, profile, (server) =>
      measure(server, load, profile.hashingSeconds),
    );
  }
  return results;
}

function emptyRound(): Record<Load, LoadResult[]> {
  return { open: [], valid: [], wrong: [], unknown: [], missing: [] };
}

function row({ one, figures }: Measured[number]): string[] {
  const users = one.directory.users.length.toLocaleString('en');
  return [one.target.name, users, ...LOADS.map((load) => cell(figures, load))];
}

function cell(figures: readonly Round[], load: Load): string {
  const result = rps(figures, load).toLocaleString('en', { maximumFractionDigits: 0 });
  const ratio = load === 'open' ? '' : ` (${shown(ratioOf(figures, load))})`;
  const throttled = median(figures.flatMap((round) => round[load].map((one) => one.throttled)));
  const other = median(figures.flatMap((round) => round[load].map((one) => one.other)));
  const answers429 = throttled > 0 ? `, ${percent(throttled)} 429` : '';
  return `${result}${ratio}${answers429}${other > 0 ? `, ${percent(other)} others` : ''}`;
}

function rps(figures: readonly Round[], load: Load): number {
  return median(figures.flatMap((round) => rates(round, load)));
}

// The ratio is computed turn by turn, so that a busy machine affects both sides equally.
function ratioOf(figures: readonly Round[], load: Load): number {
  const ratios = figures.flatMap((round) => {
    const open = rates(round, 'open');
    const [other, isLight] = [rates(round, load), round[load].length === open.length];
    return other.map((rate, turn) => rate / (isLight ? (open[turn] ?? 0) : median(open)));
  });
  return median(ratios);
}

function rates(round: Round, load: Load): readonly number[] {
  return round[load].map(({ answersPerSecond }) => answersPerSecond);
}

function shown(ratio: number): string {
  if (ratio === 0) return '0×';
  return ratio < 0.01 ? `${ratio.toFixed(4)}×` : times(ratio);
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}

function goals(library: Measured): readonly Goal[] {
  const [one, many] = library.map(({ figures }) => rps(figures, 'valid'));
  const apart = Math.abs((many ?? 0) / (one ?? 0) - 1);
  const steady = library.map(({ one: { target, directory }, figures }) => ({
    goal: `${target.name}, valid, ${usersOf(directory.users.length)}: at least ${LEAST_VALID}× its own rps without auth`,
    measured: times(ratioOf(figures, 'valid')),
    reached: ratioOf(figures, 'valid') >= LEAST_VALID,
  }));
  if (many === undefined) return steady;
  return [
    ...steady,
    {
      goal: `${library[0]?.one.target.name}, valid: 1,000 users within 10 % of the rps of one`,
      measured: `${percent(apart)} apart`,
      reached: apart <= MOST_APART,
    },
  ];
}
