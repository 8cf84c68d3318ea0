import { cpus, loadavg } from 'node:os';
import { CliError, runCommand } from '../../cli/run-command';
import { installPackages } from '../../scripts/install-packages';
import { goalsTable, type Section } from '../report';
import { checks } from './checks';
import { coldStart } from './cold-start';
import { compileDirectory } from './compile';
import { makeDatabases } from './databases';
import { events } from './events';
import { type DirectoryLoadProfile, FULL, QUICK } from './load-profile';
import { roundTrips } from './round-trips';
import { signIn } from './sign-in';
import type { Case } from './target';
import { TARGETS } from './targets/index';

type Part = (cases: readonly Case[], profile: DirectoryLoadProfile) => Promise<Section>;

const PARTS: Readonly<Record<string, Part>> = {
  'round-trips': roundTrips,
  checks,
  'sign-in': signIn,
  'cold-start': coldStart,
  events,
};

// npm run bench:directory [-- PART …] [--quick]: compares the directory with its peers, as a report in Markdown.
runCommand(async () => {
  const given = process.argv.slice(2).filter((word) => word !== '--quick');
  if (!given.every((word) => Object.hasOwn(PARTS, word))) {
    throw new CliError(
      `npm run bench:directory -- [${Object.keys(PARTS).join(' | ')}] … [--quick]`,
    );
  }
  await installPackages('bench');
  await compileDirectory();
  const profile = process.argv.includes('--quick') ? QUICK : FULL;

  const load = loadavg()[0]?.toFixed(1);
  const place = `Node ${process.versions.node}, ${cpus().length} cores, load ${load} at the start.`;
  console.log(`# The directory\n\n${place}`);
  const databases = makeDatabases();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      console.error(`Stopped by ${signal}.`);
      await databases.close();
      process.exit(1);
    });
  }
  const goals = [];
  try {
    const cases = await databases.prepare(TARGETS, profile.sizes);
    for (const [name, measure] of Object.entries(PARTS)) {
      if (given.length > 0 && !given.includes(name)) continue;
      const section = await measure(cases, profile);
      console.log(`\n## ${section.title}\n\n${section.lines.join('\n').trimEnd()}`);
      goals.push(...section.goals);
    }
  } finally {
    await databases.close();
  }
  if (goals.length > 0) console.log(`\n## Goals\n\n${goalsTable(goals).join('\n')}`);
});
