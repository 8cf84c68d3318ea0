import { ROOT } from '../cli/project/paths';
import { CliError, runCommand } from '../cli/run-command';
import { slowExpressions } from './expressions/slow-expressions';

// The folders whose code is deployed or runs in a caller's program.
const FOLDERS = ['lib', 'functions', 'assets', 'client'];

// This is a part of npm run check. No caller's text may block the process (docs/adr/0024-resource-limits.md).
runCommand(async () => {
  const problems = await slowExpressions(ROOT, FOLDERS);
  if (problems.length > 0) throw new CliError(problems.join('\n'));
});
