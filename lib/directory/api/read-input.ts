import { type BaseIssue, getDotPath, safeParse, strictObject } from 'valibot';
import { readHeader } from '../../http/request-header';
import { DirectoryError } from '../errors';
import { type CallRules, callFieldsOf } from './call-fields';
import type { Operation } from './operation';

type Given = readonly (readonly [string, unknown])[];

/** What a call of an operation said. */
export interface CallInput<Input> {
  readonly input: Input;
  /** The account that the caller means to act in; undefined if the call does not say. */
  readonly accountId: string | undefined;
}

/** What is known about a call before its input is read. */
export interface CallSource {
  /** The service's own origin. */
  readonly origin: string;
  /** Whether a session's cookie says who calls. */
  readonly hasCookie: boolean;
}

/**
 * Reads the input of an operation from a Function's event, which has any shape.
 *
 * A Function sees no method, and query and body merged. So an operation that changes something requires
 * JSON, which a page of another origin cannot send without being asked first, and a body that is long
 * enough to hold all of the input. It refuses the `Origin` of another page, and with a cookie also a
 * missing one, since any other Function of the platform's domain is same-site. A caller can forge all of
 * that by a query that replaces `event.request`, but only by giving up the cookie; if no cookie is
 * needed, the proof is the field `json` of {@link callFieldsOf}.
 *
 * @throws DirectoryError
 */
export function readInput<Input>(
  operation: Pick<Operation<Input>, 'input'> & CallRules,
  event: unknown,
  source: CallSource,
): CallInput<Input> {
  const given = Object.entries((event ?? {}) as object).filter(([name]) => name !== 'request');
  if (operation.changes) {
    requireJsonBody(event, given);
    requireOwnOrigin(event, source);
  }
  const fields = callFieldsOf(operation);
  const isField = ([name]: readonly [string, unknown]) => Object.hasOwn(fields, name);
  const call = safeParse(strictObject(fields), Object.fromEntries(given.filter(isField)));
  const own = Object.fromEntries(given.filter((one) => !isField(one)));
  const result = safeParse(operation.input, own);
  if (!call.success || !result.success) {
    const issues = [...(call.issues ?? []), ...(result.issues ?? [])];
    throw new DirectoryError('INPUT_INVALID', { problems: problemsIn(issues) });
  }
  const accountId = call.output['accountId'] as string | undefined;
  return { input: result.output, accountId };
}

function requireJsonBody(event: unknown, given: Given): void {
  const type = readHeader(event, 'content-type');
  const [mediaType = ''] = typeof type === 'string' ? type.split(';') : [];
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    throw new DirectoryError('CONTENT_TYPE_INVALID');
  }
  const length = readHeader(event, 'content-length');
  const least = leastLength(given);
  // Whether the platform hands the length over in production is unverified: without one, nothing is known.
  const isBody =
    length === undefined ||
    (typeof length === 'string' && /^\d+$/.test(length) && Number(length) >= least);
  if (!isBody && given.length > 0) throw new DirectoryError('INPUT_MISPLACED');
}

function requireOwnOrigin(event: unknown, { origin, hasCookie }: CallSource): void {
  const sent = readHeader(event, 'origin');
  // A browser names the origin of the page with every POST; a program that has no cookie may leave it out.
  const isOwn = sent === origin || (sent === undefined && !hasCookie);
  if (!isOwn) throw new DirectoryError('ORIGIN_INVALID');
}

// The shortest JSON text of the same: escapes only add to it. What is nested too deeply to be written can
// be read all the same.
function leastLength(given: Given): number {
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
  if (path === 'json') return 'json must be true, as a value of the JSON body';
  if (issue.type !== 'strict_object') return `${path} is wrong`;
  return issue.expected === 'never' ? `${path} is not known` : `${path} is missing or wrong`;
}
