import { cpus, loadavg } from 'node:os';
import { checks } from '../bench/directory/checks';
import { coldStart } from '../bench/directory/cold-start';
import { compileDirectory } from '../bench/directory/compile';
import { makeDatabases } from '../bench/directory/databases';
import { events } from '../bench/directory/events';
import { type DirectoryLoadProfile, FULL, QUICK } from '../bench/directory/load-profile';
import { roundTrips } from '../bench/directory/round-trips';
import { signIn } from '../bench/directory/sign-in';
import type { Case } from '../bench/directory/target';
import { TARGETS } from '../bench/directory/targets/index';
import { goalsTable, type Section } from '../bench/report';
import { installPackages } from './install-packages';
import { main, OperatorError } from './main';

type Part = (cases: readonly Case[], profile: DirectoryLoadProfile) => Promise<Section>;

const PARTS: Readonly<Record<string, Part>> = {
  'round-trips': roundTrips,
  checks,
  'sign-in': signIn,
  'cold-start': coldStart,
  events,
};

// npm run bench:directory [-- PART …] [--quick]: compares the directory with its peers, as a report in Markdown.
main(async () => {
  const given = process.argv.slice(2).filter((word) => word !== '--quick');
  if (!given.every((word) => Object.hasOwn(PARTS, word))) {
    throw new OperatorError(
      `npm run bench:directory -- [${Object.keys(PARTS).join(' | ')}] … [--quick]`,
    );
  }
  installPackages('bench');
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
