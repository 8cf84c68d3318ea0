import { type BaseIssue, getDotPath, safeParse } from 'valibot';
import { readField } from '../http/request-field';
import { DirectoryError } from './errors';
import type { Operation } from './operation';

/**
 * Reads the input of an operation from a Function's event, which has any shape.
 *
 * A Function sees no method, and query and body merged. So whatever changes something has to be JSON,
 * which no page of another origin can send without being asked first, and as long as a body that has
 * all of it; and where a cookie says who calls, it has to come from a page of this service itself, since
 * any other Function of the platform's domain is same-site.
 *
 * @param origin - the service's own, where the caller was known by a cookie.
 * @throws DirectoryError
 */
export function readInput<Input>(
  { changes, input }: Pick<Operation<Input>, 'changes' | 'input'>,
  event: unknown,
  origin: string | undefined,
): Input {
  const given = Object.entries((event ?? {}) as object).filter(([name]) => name !== 'request');
  if (changes) insistOnJson(event, given);
  if (changes && origin !== undefined && readField(event, 'origin') !== origin) {
    throw new DirectoryError('ORIGIN_INVALID');
  }
  const result = safeParse(input, Object.fromEntries(given));
  if (result.success) return result.output;
  throw new DirectoryError('INPUT_INVALID', { problems: problemsIn(result.issues) });
}

function insistOnJson(event: unknown, given: readonly (readonly [string, unknown])[]): void {
  const type = readField(event, 'content-type');
  const [mediaType = ''] = typeof type === 'string' ? type.split(';') : [];
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    throw new DirectoryError('CONTENT_TYPE_INVALID');
  }
  const length = readField(event, 'content-length');
  const least = leastLength(given);
  // Whether the platform hands the length over in production is unverified: without one, nothing is known.
  const isBody =
    length === undefined ||
    (typeof length === 'string' && /^\d+$/.test(length) && Number(length) >= least);
  if (!isBody && given.length > 0) throw new DirectoryError('INPUT_MISPLACED');
}

// The shortest JSON text of the same: escapes only add to it. What is nested too deeply to be written can
// be read all the same.
function leastLength(given: readonly (readonly [string, unknown])[]): number {
  try {
    return Buffer.byteLength(JSON.stringify(Object.fromEntries(given)));
  } catch {
    throw new DirectoryError('INPUT_INVALID', { problems: ['the input is nested too deeply'] });
  }
}

// The schema's own words name what was expected, and show what was received: that stays here.
function problemsIn(issues: readonly BaseIssue<unknown>[]): readonly string[] {
  return [...new Set(issues.map(problemIn))];
}

function problemIn(issue: BaseIssue<unknown>): string {
  const path = getDotPath(issue)?.slice(0, 64) ?? 'the input';
  if (issue.type !== 'strict_object') return `${path} is wrong`;
  return issue.expected === 'never' ? `${path} is not known` : `${path} is missing or wrong`;
}
