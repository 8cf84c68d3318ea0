import { cpus, loadavg } from 'node:os';
import { CliError, runCommand } from '../../cli/run-command';
import { installPackages } from '../../scripts/install-packages';
import { goalsTable, type Section } from '../report';
import { checks } from './checks';
import { coldStart } from './cold-start';
import { compileDirectory } from './compile';
import { makeDatabases } from './databases';
import { events } from './events';
import { latency } from './latency';
import { type DirectoryLoadProfile, FULL, QUICK } from './load-profile';
import { passkeys } from './passkeys';
import { roundTrips } from './round-trips';
import { scale } from './scale';
import { signIn } from './sign-in';
import { small } from './small';
import type { Case } from './target';
import { betterAuthPasskeys } from './targets/better-auth';
import { TARGETS } from './targets/index';
import { thisLibrary } from './targets/this-library';

type Part = (cases: readonly Case[], profile: DirectoryLoadProfile) => Promise<Section>;

const PARTS: Readonly<Record<string, Part>> = {
  'round-trips': roundTrips,
  checks,
  'sign-in': signIn,
  'cold-start': coldStart,
  events,
  passkeys,
  small,
  scale,
};

// These parts have special databases.
const SPECIAL: readonly string[] = ['passkeys', 'small', 'scale'];

/** Returns the words of the command line and the parts that it selects. `--latency` selects its own part. */
function readWords(words: readonly string[]): readonly (readonly [string, Part])[] {
  const at = words.indexOf('--latency');
  const delays = at < 0 ? [] : (words[at + 1] ?? '').split(',');
  const names = words.filter(
    (word, index) => word !== '--quick' && (at < 0 || index < at || index > at + 1),
  );
  const areKnown = names.every((word) => Object.hasOwn(PARTS, word));
  if (!areKnown || !delays.every((delay) => /^\d+$/.test(delay))) {
    throw new CliError(
      `npm run bench:directory -- [${Object.keys(PARTS).join(' | ')}] … [--latency 0,5,20] [--quick]`,
    );
  }
  const chosen = Object.entries(PARTS).filter(
    ([name]) => names.includes(name) || (names.length === 0 && at < 0 && !SPECIAL.includes(name)),
  );
  const distant: Part = (cases, profile) => latency(cases, profile, delays.map(Number));
  return at < 0 ? chosen : [...chosen, ['latency', distant]];
}

// npm run bench:directory [-- PART …] [--latency MS,…] [--quick]: compares the directory with its peers, as a
// report in Markdown. `passkeys`, `small` and `scale` are not among the default parts; `scale` runs alone, with the default
// memory of Postgres.
runCommand(async () => {
  const parts = readWords(process.argv.slice(2));
  await installPackages('bench');
  await compileDirectory();
  const profile = process.argv.includes('--quick') ? QUICK : FULL;

  const load = loadavg()[0]?.toFixed(1);
  const place = `Node ${process.versions.node}, ${cpus().length} cores, load ${load} at the start.`;
  console.log(`# The directory\n\n${place}`);
  const isScale = parts.some(([name]) => name === 'scale');
  if (isScale && parts.length > 1) throw new CliError('scale must be the only part.');
  const databases = makeDatabases(isScale ? [] : undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      console.error(`Stopped by ${signal}.`);
      await databases.close();
      process.exit(1);
    });
  }
  const goals = [];
  try {
    const isDistant = parts.length === 1 && parts[0]?.[0] === 'latency';
    const arePasskeys = parts.every(([name]) => name === 'passkeys');
    const isSmall = parts.every(([name]) => name === 'small');
    const sizes = isDistant || isSmall || arePasskeys ? profile.sizes.slice(0, 1) : profile.sizes;
    const targets = arePasskeys ? [thisLibrary, betterAuthPasskeys] : TARGETS;
    const cases = await databases.prepare(isSmall ? [thisLibrary] : targets, sizes);
    for (const [, measure] of parts) {
      const section = await measure(cases, profile);
      console.log(`\n## ${section.title}\n\n${section.lines.join('\n').trimEnd()}`);
      goals.push(...section.goals);
    }
  } finally {
    await databases.close();
  }
  if (goals.length > 0) console.log(`\n## Goals\n\n${goalsTable(goals).join('\n')}`);
});
