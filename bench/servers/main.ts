import { cpus, loadavg } from 'node:os';
import { buildService } from '../../cli/project/build-service';
import { CliError, runCommand } from '../../cli/run-command';
import { goalsTable, type Section } from '../report';
import { apache } from './apache';
import { caddy } from './caddy';
import type { Case } from './cases';
import { makeDirectories } from './directory';
import { flood } from './flood';
import { latency } from './latency';
import { FULL, QUICK, type ServersLoadProfile } from './load-profile';
import { nginx } from './nginx';
import { requirePrograms } from './programs';
import type { Target } from './target';
import { thisLibrary, thisLibraryLogging } from './this-library';
import { throughput } from './throughput';

const TARGETS = [thisLibrary, thisLibraryLogging, nginx, apache, caddy];
const SIZES = [1, 1_000];
const PARTS: readonly ((
  cases: readonly Case[],
  profile: ServersLoadProfile,
) => Promise<Section>)[] = [throughput, latency, flood];

// npm run bench:servers [-- SERVER …] [--quick]: compares this library with web servers, as a report in Markdown.
runCommand(async () => {
  const chosen = chooseTargets(process.argv.slice(2).filter((word) => word !== '--quick'));
  requirePrograms(['wrk', 'htpasswd', ...chosen.flatMap(({ program }) => program ?? [])]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      console.error(`Stopped by ${signal}.`);
      process.exit(1); // ends the servers
    });
  }
  await buildService();
  const profile = process.argv.includes('--quick') ? QUICK : FULL;
  const directories = makeDirectories(SIZES);
  const cases = chosen.flatMap((target) => directories.map((directory) => ({ target, directory })));

  console.log(heading(chosen).join('\n'));
  const goals = [];
  for (const measure of PARTS) {
    // The decision log changes the cost of a request, but not the comparison of refusals.
    const compared = cases.filter(({ target }) => target !== thisLibraryLogging);
    const section = await measure(measure === throughput ? cases : compared, profile);
    console.log(`\n## ${section.title}\n\n${section.lines.join('\n')}`);
    goals.push(...section.goals);
  }
  if (goals.length > 0) console.log(`\n## Goals\n\n${goalsTable(goals).join('\n')}`);
});

function chooseTargets(ids: readonly string[]): readonly Target[] {
  const known = TARGETS.map(({ id }) => id);
  if (!ids.every((id) => known.includes(id))) {
    throw new CliError(`npm run bench:servers -- [${known.join(' | ')}] … [--quick]`);
  }
  return TARGETS.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

function heading(chosen: readonly Target[]): readonly string[] {
  const load = loadavg()[0]?.toFixed(1);
  const versions = chosen.map(({ name, version }) => `${name} ${version()}`).join(', ');
  return ['# Servers', '', `${versions}; ${cpus().length} cores, load ${load} at the start.`];
}
