import { cpus, loadavg } from 'node:os';
import { CliError, runCommand } from '../cli/run-command';
import { installPackages } from '../scripts/install-packages';
import { coldStart } from './cold-start';
import { compile } from './compile';
import { decisions } from './decisions';
import { jwt } from './jwt';
import { goalsTable, type LoadProfile, type Section } from './report';
import { request } from './request';
import { timing } from './timing';
import { tokens } from './tokens';

const PARTS: Readonly<Record<string, (profile: LoadProfile) => Promise<Section>>> = {
  decisions,
  tokens,
  jwt,
  request,
  'cold-start': coldStart,
  timing,
};

// npm run bench [-- PART] [--quick]: compares this library with its peers, as a report in Markdown.
runCommand(async () => {
  const [given, ...more] = process.argv.slice(2).filter((word) => word !== '--quick');
  const known = given === undefined || Object.hasOwn(PARTS, given);
  if (!known || more.length > 0) {
    throw new CliError(`npm run bench -- [${Object.keys(PARTS).join(' | ')}] [--quick]`);
  }
  await installPackages('bench');
  await compile();

  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `# Benchmarks\n\nNode ${process.versions.node}, ${cpus().length} cores, load ${load} at the start.`,
  );
  const goals = [];
  for (const name of given === undefined ? Object.keys(PARTS) : [given]) {
    const section = await PARTS[name]?.({ quick: process.argv.includes('--quick') });
    console.log(`\n## ${section?.title}\n\n${section?.lines.join('\n')}`);
    goals.push(...(section?.goals ?? []));
  }
  console.log(`\n## Goals\n\n${goalsTable(goals).join('\n')}`);
});
