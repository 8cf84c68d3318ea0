import { check, type Diagnostics } from 'recheck';
import { findExpressions } from './find-expressions';

const TIMEOUT_MS = 60_000;

/**
 * Finds the regular expressions whose time may grow faster than the length of the text. A caller could block the
 * process with a long text.
 *
 * @param root - the folder that `folders` are relative to.
 * @returns one sentence for each expression with its location, or an empty list if all are linear.
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

// npm installs recheck as a program on most systems. It takes a tenth of the time of recheck in JavaScript and finds
// the same. Neither needs Java.
function hasProgram(): boolean {
  const system = process.platform === 'darwin' ? 'macos' : process.platform;
  try {
    require.resolve(`recheck-${system}-${process.arch}/package.json`);
    return true;
  } catch {
    return false;
  }
}

// The fuzzer tries random texts and sometimes reports a linear expression as slow.
async function checkTwice(source: string, flags: string): Promise<Diagnostics> {
  const first = await check(source, flags, { timeout: TIMEOUT_MS });
  if (first.status !== 'vulnerable' || first.checker !== 'fuzz') return first;
  return check(source, flags, { timeout: TIMEOUT_MS });
}
