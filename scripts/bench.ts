import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { coldStart } from '../bench/cold-start';
import { compile } from '../bench/compile';
import { decisions } from '../bench/decisions';
import { aimsTable, type Effort, type Section } from '../bench/report';
import { request } from '../bench/request';
import { timing } from '../bench/timing';
import { main, OperatorError } from './main';
import { ROOT } from './paths';

const PARTS: Readonly<Record<string, (effort: Effort) => Promise<Section>>> = {
  decisions,
  request,
  'cold-start': coldStart,
  timing,
};

// npm run bench [-- PART] [--quick]: this kit beside its peers, as a report in Markdown.
main(async () => {
  const [given, ...more] = process.argv.slice(2).filter((word) => word !== '--quick');
  const known = given === undefined || Object.hasOwn(PARTS, given);
  if (!known || more.length > 0) {
    throw new OperatorError(`npm run bench -- [${Object.keys(PARTS).join(' | ')}] [--quick]`);
  }
  installPeers();
  await compile();

  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `# Benchmarks\n\nNode ${process.versions.node}, ${cpus().length} cores, load ${load} at the start.`,
  );
  const aims = [];
  for (const name of given === undefined ? Object.keys(PARTS) : [given]) {
    const section = await PARTS[name]?.({ quick: process.argv.includes('--quick') });
    console.log(`\n## ${section?.title}\n\n${section?.lines.join('\n')}`);
    aims.push(...(section?.aims ?? []));
  }
  console.log(`\n## Aims\n\n${aimsTable(aims).join('\n')}`);
});

// The peers are not among the project's own dependencies, so that its install stays small.
function installPeers(): void {
  const bench = join(ROOT, 'bench');
  if (existsSync(join(bench, 'node_modules', '.package-lock.json'))) return;
  console.error('Installing the peers in bench/ …');
  execFileSync('npm', ['ci', '--prefix', bench], { cwd: bench, stdio: ['ignore', 2, 2] });
}
