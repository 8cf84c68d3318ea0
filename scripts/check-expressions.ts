import { slowExpressions } from './expressions/slow-expressions';
import { main, OperatorError } from './main';
import { ROOT } from './paths';

// What is deployed, or runs in a caller's program.
const FOLDERS = ['lib', 'functions', 'assets', 'client'];

// Part of npm run check: no caller's text may keep the process busy (docs/adr/0024-resource-limits.md).
main(async () => {
  const problems = await slowExpressions(ROOT, FOLDERS);
  if (problems.length > 0) throw new OperatorError(problems.join('\n'));
});
