import { check, type Diagnostics } from 'recheck';
import { findExpressions } from './find-expressions';

const TIMEOUT_MS = 60_000;

/**
 * Finds the regular expressions that may take more time than in proportion to a text's length: a caller
 * could keep the process busy with a long one.
 *
 * @param root - the folder that `folders` are relative to.
 * @returns one sentence for each, with its place; none where all of them are linear.
 */
export async function slowExpressions(
  root: string,
  folders: readonly string[],
): Promise<readonly string[]> {
  process.env['RECHECK_BACKEND'] = hasProgram() ? 'native' : 'pure';
  const { literals, constructions } = findExpressions(root, folders);
  const problems = constructions.map(
    ({ file, line }) => `${file}:${line} makes an expression at run time: write it as a literal.`,
  );
  for (const { file, line, source, flags } of literals) {
    const verdict = await checkTwice(source, flags);
    if (verdict.status === 'safe') continue;
    const why =
      verdict.status === 'vulnerable'
        ? `takes ${verdict.complexity.summary} time for ${verdict.attack.pattern.slice(0, 200)}`
        : 'could not be checked: make it simpler';
    problems.push(`${file}:${line} /${source}/${flags} ${why}`);
  }
  return problems;
}

// npm installs recheck as a program on most systems. It takes a tenth of the time of recheck in JavaScript,
// which finds the same, and neither needs Java.
function hasProgram(): boolean {
  const system = process.platform === 'darwin' ? 'macos' : process.platform;
  try {
    require.resolve(`recheck-${system}-${process.arch}/package.json`);
    return true;
  } catch {
    return false;
  }
}

// The fuzzer tries random texts and takes, now and then, a linear expression for a slow one.
async function checkTwice(source: string, flags: string): Promise<Diagnostics> {
  const first = await check(source, flags, { timeout: TIMEOUT_MS });
  if (first.status !== 'vulnerable' || first.checker !== 'fuzz') return first;
  return check(source, flags, { timeout: TIMEOUT_MS });
}
