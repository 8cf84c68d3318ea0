import { runChild } from './child';
import { earlyExitCheck } from './peers/early-exit-check';
import { libraryDecision, libraryGuard } from './peers/index';
import { type Goal, type LoadProfile, type Section, table, usersOf } from './report';
import { moments, quantile, welchT } from './statistics';
import type { Target } from './target';

// Comparisons of the classes in timing-child.ts.
const COMPARISONS = [
  { name: 'unknown user vs. wrong password', one: 0, other: 1, control: false },
  {
    name: 'unknown user vs. password with a correct prefix',
    one: 0,
    other: 2,
    control: false,
  },
  {
    name: 'wrong password vs. password with a correct prefix',
    one: 1,
    other: 2,
    control: false,
  },
  { name: 'control: unknown user vs. unknown user', one: 0, other: 3, control: true },
] as const;

// The usual threshold of such tests. A larger t is evidence of a real difference.
const LIMIT = 4.5;

// Interruptions cause a long tail in all classes, which would hide a difference.
const CROP = 0.95;

/** The results for one target: t and the difference of the means, for each comparison of classes. */
interface Finding {
  readonly target: Target;
  readonly size: number;
  readonly samples: number;
  readonly comparisons: readonly { readonly t: number; readonly difference: number }[];
}

/** Tests whether the time of a refusal reveals its reason, with Welch's t over interleaved samples. */
export async function timing({ quick }: LoadProfile): Promise<Section> {
  const samples = quick ? 5_000 : 100_000;
  const findings: Finding[] = [];
  for (const target of [libraryDecision, libraryGuard, earlyExitCheck]) {
    for (const size of [1, 10_000]) findings.push(await find(target, size, samples));
  }
  return {
    title: 'Timing of refusals',
    lines: [
      ...table(
        ['implementation', 'users', 'classes compared', 'difference', 't'],
        findings.flatMap(rows),
      ),
    ],
    goals: findings.map(goal),
  };
}

async function find(target: Target, size: number, samples: number): Promise<Finding> {
  const all = await runChild<readonly number[][]>('timing-child', target.name, size, samples);
  const limit = quantile(all.flat(), CROP);
  const cropped = all.map((figures) => figures.filter((figure) => figure <= limit));
  const comparisons = COMPARISONS.map(({ one, other }) => {
    const [a = [], b = []] = [cropped[one], cropped[other]];
    return { t: welchT(a, b), difference: moments(a).mean - moments(b).mean };
  });
  return { target, size, samples, comparisons };
}

function rows({ target, size, comparisons }: Finding): string[][] {
  return comparisons.map(({ t, difference }, index) => [
    target.name,
    size.toLocaleString('en'),
    COMPARISONS[index]?.name ?? '',
    `${difference.toFixed(1)} ns`,
    t.toFixed(1),
  ]);
}

function goal({ target, size, samples, comparisons }: Finding): Goal {
  const largest = Math.max(
    ...comparisons.filter((_, index) => !COMPARISONS[index]?.control).map(({ t }) => Math.abs(t)),
  );
  const who = `${target.name}, ${usersOf(size)}`;
  const measured = `t up to ±${largest.toFixed(1)}, ${samples.toLocaleString('en')} samples per class`;
  if (target === earlyExitCheck) {
    return { goal: `timing, ${who}: the test detects it`, measured, reached: largest >= LIMIT };
  }
  return {
    goal: `timing, ${who}: refusals take the same time (t within ±${LIMIT})`,
    measured,
    reached: largest < LIMIT,
  };
}
