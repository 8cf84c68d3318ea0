import { cpus, loadavg } from 'node:os';
import { coldStart } from '../bench/cold-start';
import { compile } from '../bench/compile';
import { decisions } from '../bench/decisions';
import { jwt } from '../bench/jwt';
import { goalsTable, type LoadProfile, type Section } from '../bench/report';
import { request } from '../bench/request';
import { timing } from '../bench/timing';
import { tokens } from '../bench/tokens';
import { installPackages } from './install-packages';
import { main, OperatorError } from './main';

const PARTS: Readonly<Record<string, (profile: LoadProfile) => Promise<Section>>> = {
  decisions,
  tokens,
  jwt,
  request,
  'cold-start': coldStart,
  timing,
};

// npm run bench [-- PART] [--quick]: compares this library with its peers, as a report in Markdown.
main(async () => {
  const [given, ...more] = process.argv.slice(2).filter((word) => word !== '--quick');
  const known = given === undefined || Object.hasOwn(PARTS, given);
  if (!known || more.length > 0) {
    throw new OperatorError(`npm run bench -- [${Object.keys(PARTS).join(' | ')}] [--quick]`);
  }
  installPackages('bench');
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
