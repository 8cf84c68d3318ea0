import type { AccessRule, OperationAccess } from '../directory/api/access';
import { bindToOperation } from '../guard/access';
import type { Requirement, Scheme } from '../types';
import { apiKey } from './bearer/api-key';
import { session } from './session/session';

/** What an operation's policy says. */
export interface OperationPolicy {
  readonly schemes: readonly Scheme[];
  readonly authorize?: Requirement;
}

/**
 * The policy of an operation of the directory: who may call it is said in one place, by itself.
 *
 * @param operation - as `/directory.js` exports them.
 * @throws TypeError when the file loads, for an operation that anybody may call: that is for `open`.
 */
export function policyFor({
  name,
  access,
}: {
  readonly name: string;
  readonly access: OperationAccess;
}): OperationPolicy {
  if (access === 'anyone') throw new TypeError(`policyFor: anybody may call ${name}: use open(…).`);
  const { role } = access;
  const schemes = schemesFor(access);
  bindToOperation(schemes, name);
  return { schemes, ...(role === undefined ? {} : { authorize: { role } }) };
}

function schemesFor({ status, apiKey: takesKey }: AccessRule): readonly Scheme[] {
  const sessions = session(status === undefined ? {} : { status });
  return takesKey ? [sessions, apiKey({ directory: true })] : [sessions];
}
