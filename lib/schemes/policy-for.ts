import type { AccessRule, OperationAccess } from '../directory/api/access';
import { bindToOperation } from '../guard/access';
import type { Requirement, Scheme } from '../types';
import { apiKey } from './bearer/api-key';
import { session } from './session/session';

/** The guard policy of an operation. */
export interface OperationPolicy {
  readonly schemes: readonly Scheme[];
  readonly authorize?: Requirement;
}

/**
 * Builds the guard policy of an operation of the directory from the operation's own `access`.
 *
 * @param operation - an operation that `/directory.js` exports.
 * @throws TypeError when the file loads, for an operation that every caller may use. Use `open` for it.
 */
export function policyFor({
  name,
  access,
}: {
  readonly name: string;
  readonly access: OperationAccess;
}): OperationPolicy {
  if (access === 'anyone')
    throw new TypeError(`policyFor: ${name} is open to every caller: use open(…).`);
  const { role } = access;
  const schemes = schemesFor(access);
  bindToOperation(schemes, name);
  return { schemes, ...(role === undefined ? {} : { authorize: { role } }) };
}

function schemesFor({ status, apiKey: takesKey, anyAddress }: AccessRule): readonly Scheme[] {
  const sessions = session({
    ...(status === undefined ? {} : { status }),
    ...(anyAddress === true ? { restrictAddresses: false } : {}),
  });
  return takesKey ? [sessions, apiKey({ directory: true })] : [sessions];
}
