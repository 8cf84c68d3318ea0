import { type Aim, type Section, table, times, usersOf } from '../report';
import { median, shuffled } from '../statistics';
import { type Case, measureCases } from './cases';
import { LOADS, type Load, type LoadResult, loadServer } from './load';
import type { ServersEffort } from './load-profile';
import { withServer } from './ready-server';
import type { Server } from './start-server';
import { settle } from './wait-until-idle';

/** What one process after another made of each load, several times where it is a light one. */
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

/** Requests per second without auth, and with it for callers of every kind. */
export async function throughput(cases: readonly Case[], effort: ServersEffort): Promise<Section> {
  const measured = await measureCases(cases, effort, (one) => measureRound(one, effort));
  return {
    title: 'Requests per second',
    lines: table(['server', 'users', ...LOADS.map((load) => TITLES[load])], measured.map(row)),
    aims: ['kit', 'kit-recording'].flatMap((id) =>
      aims(measured.filter(({ one }) => one.contestant.id === id)),
    ),
  };
}

async function measureRound(one: Case, effort: ServersEffort): Promise<Round> {
  const results: Record<Load, LoadResult[]> = emptyRound();
  const measure = async ({ port, pid }: Server, load: Load, seconds: number) => {
    results[load].push(await loadServer({ ...one, port, load, seconds }));
    await settle(pid);
  };
  const { contestant, directory } = one;
  // What needs no hashing is compared within one process, in short turns.
  const isLight = (load: Load) =>
    load === 'open' || load === 'missing' || (load === 'valid' && contestant.remembers);
  await withServer(contestant, directory, effort, async (server) => {
    for (let turn = 0; turn < effort.turns; turn += 1) {
      for (const load of shuffled(LOADS.filter(isLight))) {
        await measure(server, load, effort.turnSeconds);
      }
    }
  });
  for (const load of LOADS.filter((load) => !isLight(load))) {
    await withServer(contestant, directory, effort, (server) =>
      measure(server, load, effort.hashingSeconds),
    );
  }
  return results;
}

function emptyRound(): Record<Load, LoadResult[]> {
  return { open: [], valid: [], wrong: [], unknown: [], missing: [] };
}

function row({ one, figures }: Measured[number]): string[] {
  const users = one.directory.users.length.toLocaleString('en');
  return [one.contestant.name, users, ...LOADS.map((load) => cell(figures, load))];
}

function cell(figures: readonly Round[], load: Load): string {
  const result = rps(figures, load).toLocaleString('en', { maximumFractionDigits: 0 });
  const ratio = load === 'open' ? '' : ` (${shown(ratioOf(figures, load))})`;
  const throttled = median(figures.flatMap((round) => round[load].map((one) => one.throttled)));
  const other = median(figures.flatMap((round) => round[load].map((one) => one.other)));
  const share = throttled > 0 ? `, ${percent(throttled)} 429` : '';
  return `${result}${ratio}${share}${other > 0 ? `, ${percent(other)} others` : ''}`;
}

function rps(figures: readonly Round[], load: Load): number {
  return median(figures.flatMap((round) => rates(round, load)));
}

// Turn by turn, so that a busy machine disturbs both sides alike.
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

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function aims(kit: Measured): readonly Aim[] {
  const [one, many] = kit.map(({ figures }) => rps(figures, 'valid'));
  const apart = Math.abs((many ?? 0) / (one ?? 0) - 1);
  const steady = kit.map(({ one: { contestant, directory }, figures }) => ({
    aim: `${contestant.name}, valid, ${usersOf(directory.users.length)}: at least ${LEAST_VALID}× its own rps without auth`,
    measured: times(ratioOf(figures, 'valid')),
    reached: ratioOf(figures, 'valid') >= LEAST_VALID,
  }));
  if (many === undefined) return steady;
  return [
    ...steady,
    {
      aim: `${kit[0]?.one.contestant.name}, valid: 1,000 users within 10 % of the rps of one`,
      measured: `${percent(apart)} apart`,
      reached: apart <= MOST_APART,
    },
  ];
}
