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
  // The one that is JavaScript: it finds the same, and needs no Java and no binary.
  process.env['RECHECK_BACKEND'] = 'pure';
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

// The fuzzer tries random texts and takes, now and then, a linear expression for a slow one.
async function checkTwice(source: string, flags: string): Promise<Diagnostics> {
  const first = await check(source, flags, { timeout: TIMEOUT_MS });
  if (first.status !== 'vulnerable' || first.checker !== 'fuzz') return first;
  return check(source, flags, { timeout: TIMEOUT_MS });
}
