import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { CliError, runCommand, UsageError } from '../../cli/run-command';
import { installPackages } from '../../scripts/install-packages';
import { goalsTable, type Section } from '../report';
import { checks } from './checks';
import { coldChecks } from './cold-checks';
import { coldStart } from './cold-start';
import { compileDirectory } from './compile';
import { makeDatabases } from './databases';
import { events } from './events';
import { latency } from './latency';
import { type DirectoryLoadProfile, FULL, QUICK } from './load-profile';
import { members } from './members';
import { passkeys } from './passkeys';
import { roundTrips } from './round-trips';
import { scale } from './scale';
import { signIn } from './sign-in';
import { small } from './small';
import type { Case } from './target';
import { betterAuthPasskeys } from './targets/better-auth';
import { floor } from './targets/floor';
import { TARGETS } from './targets/index';
import { thisLibrary, thisLibraryMembers } from './targets/this-library';

type Part = (cases: readonly Case[], profile: DirectoryLoadProfile) => Promise<Section>;

const PARTS: Readonly<Record<string, Part>> = {
  'round-trips': roundTrips,
  checks,
  'sign-in': signIn,
  'cold-start': coldStart,
  events,
  passkeys,
  small,
  members,
  scale,
  'cold-checks': coldChecks,
};

// These parts have special databases.
const SPECIAL: readonly string[] = ['passkeys', 'small', 'members', 'scale', 'cold-checks'];
const LOGS = [thisLibrary, floor].map((target) => ({ ...target, variant: 'events' }));
const DEFAULT_MEMORY: readonly string[] = ['scale', 'cold-checks'];

interface Wanted {
  readonly parts: readonly (readonly [string, Part])[];
  readonly profile: DirectoryLoadProfile;
  readonly keep: string | undefined;
}

/** Parses the command line. `--latency` selects a part of its own. */
function parseWords(words: readonly string[]): Wanted {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      latency: { type: 'string' },
      keep: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const delays = values.latency?.split(',') ?? [];
  const areKnown = positionals.every((word) => Object.hasOwn(PARTS, word));
  if (!areKnown || !delays.every((delay) => /^\d+$/.test(delay))) {
    throw new UsageError(USAGE);
  }
  const distant: Part = (cases, profile) => latency(cases, profile, delays.map(Number));
  const usesDefaults = positionals.length === 0 && delays.length === 0;
  const chosen = Object.entries(PARTS).filter(([name]) =>
    usesDefaults ? !SPECIAL.includes(name) : positionals.includes(name),
  );
  return {
    parts: delays.length === 0 ? chosen : [...chosen, ['latency', distant]],
    profile: values.quick ? QUICK : FULL,
    keep: values.keep,
  };
}

const USAGE = `npm run bench:directory -- [${Object.keys(PARTS).join(' | ')}] … [--latency 0,5,20] [--keep FOLDER] [--quick]`;

/** Returns the databases that parts need. Parts with special databases run alone. */
function databasesOf(parts: readonly string[], profile: DirectoryLoadProfile) {
  const isOnly = (...names: string[]) => parts.every((name) => names.includes(name));
  const few = profile.sizes.slice(0, 1);
  if (isOnly('members')) return { targets: [thisLibraryMembers], sizes: profile.members };
  if (isOnly('small')) return { targets: [thisLibrary], sizes: few };
  if (isOnly('passkeys')) return { targets: [thisLibrary, betterAuthPasskeys], sizes: few };
  if (isOnly('events')) return { targets: LOGS, sizes: few };
  if (isOnly('latency')) return { targets: TARGETS, sizes: few };
  if (isOnly(...DEFAULT_MEMORY)) return { targets: TARGETS, sizes: profile.sizes, settings: [] };
  if (!parts.some((name) => DEFAULT_MEMORY.includes(name) || name === 'members')) {
    return { targets: TARGETS, sizes: profile.sizes };
  }
  throw new CliError(`${SPECIAL.join(', ')} need databases of their own: run them alone.`);
}

// npm run bench:directory [-- PART …] [--latency MS,…] [--keep FOLDER] [--quick]: compares the directory with its
// peers, as a report in Markdown. Some parts are not among the default parts, because they have databases of their own.
runCommand(async () => {
  const { parts, profile, keep } = parseWords(process.argv.slice(2));
  const names = parts.map(([name]) => name);
  const { targets, sizes, ...settings } = databasesOf(names, profile);
  await installPackages('bench');
  await compileDirectory();

  const load = loadavg()[0]?.toFixed(1);
  const place = `Node ${process.versions.node}, ${cpus().length} cores, load ${load} at the start.`;
  console.log(`# The directory\n\n${place}`);
  const databases = makeDatabases({ ...settings, keep });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      console.error(`Stopped by ${signal}.`);
      await databases.close();
      process.exit(1);
    });
  }
  const goals = [];
  try {
    const cases = await databases.prepare(targets, sizes);
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
