import { cpus, loadavg } from 'node:os';
import { checks } from '../bench/directory/checks';
import { coldStart } from '../bench/directory/cold-start';
import { compileDirectory } from '../bench/directory/compile';
import { makeDatabases } from '../bench/directory/databases';
import { events } from '../bench/directory/events';
import { type DirectoryEffort, FULL, QUICK } from '../bench/directory/load-profile';
import { roundTrips } from '../bench/directory/round-trips';
import { signIn } from '../bench/directory/sign-in';
import type { Case } from '../bench/directory/target';
import { CONTESTANTS } from '../bench/directory/targets/index';
import { aimsTable, type Section } from '../bench/report';
import { installPackages } from './install-packages';
import { main, OperatorError } from './main';

type Part = (cases: readonly Case[], effort: DirectoryEffort) => Promise<Section>;

const PARTS: Readonly<Record<string, Part>> = {
  'round-trips': roundTrips,
  checks,
  'sign-in': signIn,
  'cold-start': coldStart,
  events,
};

// npm run bench:directory [-- PART …] [--quick]: the directory beside its peers, as a report in Markdown.
main(async () => {
  const given = process.argv.slice(2).filter((word) => word !== '--quick');
  if (!given.every((word) => Object.hasOwn(PARTS, word))) {
    throw new OperatorError(
      `npm run bench:directory -- [${Object.keys(PARTS).join(' | ')}] … [--quick]`,
    );
  }
  installPackages('bench');
  await compileDirectory();
  const effort = process.argv.includes('--quick') ? QUICK : FULL;

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
  const aims = [];
  try {
    const cases = await databases.prepare(CONTESTANTS, effort.sizes);
    for (const [name, measure] of Object.entries(PARTS)) {
      if (given.length > 0 && !given.includes(name)) continue;
      const section = await measure(cases, effort);
      console.log(`\n## ${section.title}\n\n${section.lines.join('\n').trimEnd()}`);
      aims.push(...section.aims);
    }
  } finally {
    await databases.close();
  }
  if (aims.length > 0) console.log(`\n## Aims\n\n${aimsTable(aims).join('\n')}`);
});
