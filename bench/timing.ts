import { runChild } from './child';
import { leaky } from './peers/early-exit-check';
import { kitDecision, kitGuard } from './peers/index';
import { type Aim, type Effort, type Section, table, usersOf } from './report';
import { moments, quantile, welchT } from './statistics';
import type { Contestant } from './target';

// Of the classes in timing-child.ts.
const PAIRS = [
  { name: 'unknown user against wrong password', one: 0, other: 1, control: false },
  {
    name: 'unknown user against password with a right beginning',
    one: 0,
    other: 2,
    control: false,
  },
  {
    name: 'wrong password against password with a right beginning',
    one: 1,
    other: 2,
    control: false,
  },
  { name: 'control: unknown user against unknown user', one: 0, other: 3, control: true },
] as const;

// The usual threshold of such tests: beyond it, a difference is taken for real.
const LIMIT = 4.5;

// Interruptions make a long tail, the same for all classes, that would hide a difference.
const CROP = 0.95;

/** What was found about one target: t and the difference of the means, for each pair of classes. */
interface Finding {
  readonly target: Contestant;
  readonly size: number;
  readonly samples: number;
  readonly pairs: readonly { readonly t: number; readonly difference: number }[];
}

/** Whether the time of a refusal tells what was wrong: Welch's t over interleaved samples. */
export async function timing({ quick }: Effort): Promise<Section> {
  const samples = quick ? 5_000 : 100_000;
  const findings: Finding[] = [];
  for (const target of [kitDecision, kitGuard, leaky]) {
    for (const size of [1, 10_000]) findings.push(await find(target, size, samples));
  }
  return {
    title: 'Timing of refusals',
    lines: [
      ...table(['implementation', 'users', 'pair', 'difference', 't'], findings.flatMap(rows)),
    ],
    aims: findings.map(aim),
  };
}

async function find(target: Contestant, size: number, samples: number): Promise<Finding> {
  const all = await runChild<readonly number[][]>('timing-child', target.name, size, samples);
  const limit = quantile(all.flat(), CROP);
  const cropped = all.map((figures) => figures.filter((figure) => figure <= limit));
  const pairs = PAIRS.map(({ one, other }) => {
    const [a = [], b = []] = [cropped[one], cropped[other]];
    return { t: welchT(a, b), difference: moments(a).mean - moments(b).mean };
  });
  return { target, size, samples, pairs };
}

function rows({ target, size, pairs }: Finding): string[][] {
  return pairs.map(({ t, difference }, index) => [
    target.name,
    size.toLocaleString('en'),
    PAIRS[index]?.name ?? '',
    `${difference.toFixed(1)} ns`,
    t.toFixed(1),
  ]);
}

function aim({ target, size, samples, pairs }: Finding): Aim {
  const largest = Math.max(
    ...pairs.filter((_, index) => !PAIRS[index]?.control).map(({ t }) => Math.abs(t)),
  );
  const who = `${target.name}, ${usersOf(size)}`;
  const measured = `t up to ±${largest.toFixed(1)}, ${samples.toLocaleString('en')} samples a class`;
  if (target === leaky) {
    return { aim: `timing, ${who}: the test sees it`, measured, reached: largest >= LIMIT };
  }
  return {
    aim: `timing, ${who}: refusals take the same time (t within ±${LIMIT})`,
    measured,
    reached: largest < LIMIT,
  };
}
