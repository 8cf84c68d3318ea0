import { spawnSync } from 'node:child_process';
import { ROOT } from '../../../cli/project/paths';
import { findExpressions } from '../../../scripts/expressions/find-expressions';

// This is longer than any text that an endpoint accepts.
const LENGTH = 20_000;
// All expressions with all texts take a few seconds. One cubic expression alone would take half an hour.
const CPU_SECONDS = 120;

// Each text has the literal beginning of an expression, a repeated character, and an end that does not match.
const CHILD = `
const { expressions, length } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const FILLINGS = [' ', '\\t', '\\n', 'a', 'A', '0', '=', '-', '_', '.', ',', '/', '+', ':', '%', '"', '<', '(', 'é', '٣', '\\u00a0', '\\u200b', '01', 'a.', 'a ', 'a-', '::'];
const ENDS = ['', '\\0', '!', ' !', '\\n'];
for (const { source, flags } of expressions) {
  const [, literal = ''] = /^\\^?((?:[\\w -]|\\\\\\W)*)/.exec(source);
  const beginning = literal.replace(/\\\\/g, '');
  for (const filling of FILLINGS) for (const end of ENDS) for (const start of ['', beginning]) {
    const text = start + filling.repeat(length / filling.length) + end;
    text.replace(new RegExp(source, flags.replace('y', '')), '');
  }
}
console.log('done');`;

function run(expressions: readonly object[]): string {
  const limited = `ulimit -t ${CPU_SECONDS}; exec "$0" -e "$1"`;
  const { stdout } = spawnSync('sh', ['-c', limited, process.execPath, CHILD], {
    input: JSON.stringify({ expressions, length: LENGTH }),
    encoding: 'utf8',
  });
  return stdout;
}

test('no expression takes long for long texts that nearly match', () => {
  const { literals } = findExpressions(ROOT, ['lib', 'functions', 'assets', 'client']);
  expect(literals.length).toBeGreaterThan(100);
  expect(run(literals)).toBe('done\n');
});
