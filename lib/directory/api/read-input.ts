import { type BaseIssue, getDotPath, safeParse, strictObject } from 'valibot';
import { readHeader } from '../../http/request-header';
import { DirectoryError } from '../errors';
import { type CallRules, callFieldsOf } from './call-fields';
import type { OperationDefinition } from './operation';

type Given = readonly (readonly [string, unknown])[];

/** The parsed input of a call. */
export interface CallInput<Input> {
  readonly input: Input;
  /** The account that the caller wants to act in. Undefined if the call names none. */
  readonly accountId: string | undefined;
}

/** The facts about a call that are known before its input is parsed. */
export interface CallSource {
  /** The service's own origin. */
  readonly origin: string;
  /** Whether a session cookie authenticated the caller. */
  readonly hasCookie: boolean;
}

/**
 * Parses the input of an operation from a Function's event, which can have any shape.
 *
 * A Function sees no method, and the query and the body are merged. An operation that changes something
 * therefore requires JSON, which a page of another origin cannot send without a preflight request, and a body
 * long enough for the whole input. It refuses the `Origin` of another page. With a cookie it also refuses a
 * missing `Origin`, since any other Function of the platform's domain is same-site. A caller can forge all of
 * this by a query that replaces `event.request`, but then loses the cookie. If no cookie is needed, the proof
 * is the field `json` of {@link callFieldsOf}.
 *
 * @throws DirectoryError
 */
export function readInput<Input>(
  operation: Pick<OperationDefinition<Input>, 'input'> & CallRules,
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
  // Unverified: whether the platform passes the length through in production. Without it, this check is
  // skipped.
  const isBody =
    length === undefined ||
    (typeof length === 'string' && /^\d+$/.test(length) && Number(length) >= least);
  if (!isBody && given.length > 0) throw new DirectoryError('INPUT_MISPLACED');
}

function requireOwnOrigin(event: unknown, { origin, hasCookie }: CallSource): void {
  const sent = readHeader(event, 'origin');
  // A browser sends the page's origin with every POST. A program without a cookie may omit it.
  const isOwn = sent === origin || (sent === undefined && !hasCookie);
  if (!isOwn) throw new DirectoryError('ORIGIN_INVALID');
}

// The length of the shortest JSON text of the input, since escapes only add to it. JSON that is nested too
// deeply to be written can still be parsed.
function leastLength(given: Given): number {
  try {
    return Buffer.byteLength(JSON.stringify(Object.fromEntries(given)));
  } catch {
    throw new DirectoryError('INPUT_INVALID', { problems: ['the input is nested too deeply'] });
  }
}

// The schema's messages repeat received values, so they are not shown to callers.
function problemsIn(issues: readonly BaseIssue<unknown>[]): readonly string[] {
  return [...new Set(issues.map(problemIn))];
}

function problemIn(issue: BaseIssue<unknown>): string {
  const path = getDotPath(issue)?.slice(0, 64) ?? 'the input';
  if (path === 'json') return 'json must be true, as a value of the JSON body';
  if (issue.type !== 'strict_object') return `${path} is wrong`;
  return issue.expected === 'never' ? `${path} is not known` : `${path} is missing or wrong`;
}
