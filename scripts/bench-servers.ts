import { cpus, loadavg } from 'node:os';
import { aimsTable, type Section } from '../bench/report';
import { apache } from '../bench/servers/apache';
import { caddy } from '../bench/servers/caddy';
import type { Case } from '../bench/servers/cases';
import { makeDirectories } from '../bench/servers/directory';
import { flood } from '../bench/servers/flood';
import { latency } from '../bench/servers/latency';
import { FULL, QUICK, type ServersEffort } from '../bench/servers/load-profile';
import { nginx } from '../bench/servers/nginx';
import { requirePrograms } from '../bench/servers/programs';
import type { Contestant } from '../bench/servers/target';
import { thisKit, thisKitRecording } from '../bench/servers/this-library';
import { throughput } from '../bench/servers/throughput';
import { buildService } from './build-service';
import { main, OperatorError } from './main';

const CONTESTANTS = [thisKit, thisKitRecording, nginx, apache, caddy];
const SIZES = [1, 1_000];
const PARTS: readonly ((cases: readonly Case[], effort: ServersEffort) => Promise<Section>)[] = [
  throughput,
  latency,
  flood,
];

// npm run bench:servers [-- SERVER …] [--quick]: this kit beside web servers, as a report in Markdown.
main(async () => {
  const chosen = chooseContestants(process.argv.slice(2).filter((word) => word !== '--quick'));
  requirePrograms(['wrk', 'htpasswd', ...chosen.flatMap(({ program }) => program ?? [])]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      console.error(`Stopped by ${signal}.`);
      process.exit(1); // ends the servers
    });
  }
  await buildService();
  const effort = process.argv.includes('--quick') ? QUICK : FULL;
  const directories = makeDirectories(SIZES);
  const cases = chosen.flatMap((contestant) =>
    directories.map((directory) => ({ contestant, directory })),
  );

  console.log(heading(chosen).join('\n'));
  const aims = [];
  for (const measure of PARTS) {
    // The record changes what a request costs, and nothing of how refusals compare.
    const compared = cases.filter(({ contestant }) => contestant !== thisKitRecording);
    const section = await measure(measure === throughput ? cases : compared, effort);
    console.log(`\n## ${section.title}\n\n${section.lines.join('\n')}`);
    aims.push(...section.aims);
  }
  if (aims.length > 0) console.log(`\n## Aims\n\n${aimsTable(aims).join('\n')}`);
});

function chooseContestants(ids: readonly string[]): readonly Contestant[] {
  const known = CONTESTANTS.map(({ id }) => id);
  if (!ids.every((id) => known.includes(id))) {
    throw new OperatorError(`npm run bench:servers -- [${known.join(' | ')}] … [--quick]`);
  }
  return CONTESTANTS.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

function heading(chosen: readonly Contestant[]): readonly string[] {
  const load = loadavg()[0]?.toFixed(1);
  const versions = chosen.map(({ name, version }) => `${name} ${version()}`).join(', ');
  return ['# Servers', '', `${versions}; ${cpus().length} cores, load ${load} at the start.`];
}
