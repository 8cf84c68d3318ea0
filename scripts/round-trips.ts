import { spawnSync } from 'node:child_process';
import { ROOT } from '../cli/project/paths';
import { CliError, runCommand } from '../cli/run-command';

const TEST = 'test/functions/round-trips.test.ts';

// npm run round-trips counts the round trips of every call and writes the tables of docs/directory/round-trips.md.
runCommand(async () => {
  const { status } = spawnSync('npx', ['jest', TEST, '--selectProjects', 'integration'], {
    cwd: ROOT,
    env: { ...process.env, ROUND_TRIPS: 'write' },
    stdio: 'inherit',
  });
  if (status !== 0) throw new CliError('The round trips were not counted.');
});
