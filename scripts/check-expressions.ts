import { ROOT } from '../cli/project/paths';
import { CliError, runCommand } from '../cli/run-command';
import { slowExpressions } from './expressions/slow-expressions';

// What is deployed, or runs in a caller's program.
const FOLDERS = ['lib', 'functions', 'assets', 'client'];

// Part of npm run check: no caller's text may keep the process busy (docs/adr/0024-resource-limits.md).
runCommand(async () => {
  const problems = await slowExpressions(ROOT, FOLDERS);
  if (problems.length > 0) throw new CliError(problems.join('\n'));
});
