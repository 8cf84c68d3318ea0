import { readDirectoryVariables } from '../../lib/config';
import type { AcceptedCredential } from '../../lib/types';
import { type Finding, listOf } from './finding';
import type { InspectedFunction } from './inspect-function';
import type { Project } from './project';

// What a session is that has shown a password, and not what its account or user asks for besides.
const PARTIAL_STATUSES = ['mfa_required', 'mfa_enrollment_required'];

/**
 * What policies of the project's own accept beyond what their names say. The directory's own operations
 * have policies that are made for them.
 */
export function checkPolicies({ functions, env }: Project): readonly Finding[] {
  const isSignUpOpen = readDirectoryVariables(env.variables).ALLOW_SIGNUP === 'true';
  return functions
    .filter(({ operation }) => operation === undefined)
    .flatMap((given) => [
      ...ownVerify(given),
      ...partialLogins(given),
      ...anyCaller(given),
      ...(isSignUpOpen ? anyAccount(given) : []),
    ]);
}

function ownVerify({ path: name, schemes }: InspectedFunction): readonly Finding[] {
  const own = schemes.filter((scheme) => scheme.users?.some(({ format }) => format === 'verify'));
  return own.map((scheme) => ({
    level: 'warning',
    name,
    message: `${scheme.name} accepts whom its function verify accepts, and nothing else knows who that is`,
    remedy: 'look at that function: it must answer null for every pair that is not right',
  }));
}

function partialLogins({ path: name, schemes }: InspectedFunction): readonly Finding[] {
  const accepted = callersIn(schemes).flatMap((caller) => caller.status ?? []);
  const found = accepted.filter((status) => PARTIAL_STATUSES.includes(status));
  if (found.length === 0) return [];
  const message = `accepts sessions of users who have shown a password alone: status ${listOf(found)}`;
  const remedy = 'leave these out, unless the Function is a step of the log-in';
  return [{ level: 'warning', name, message, remedy }];
}

function anyCaller({ path: name, asked }: InspectedFunction): readonly Finding[] {
  if (asked?.authorizes?.unprivileged !== true) return [];
  const message = 'authorize accepted a made-up caller without any role, scope or account';
  const remedy = 'leave authorize out if every known caller is meant, or have it name who may call';
  return [{ level: 'warning', name, message, remedy }];
}

function anyAccount({
  path: name,
  schemes,
  account,
  asked,
}: InspectedFunction): readonly Finding[] {
  const isLimited = account !== undefined || asked?.authorizes?.newAdministrator === false;
  const isOpen = callersIn(schemes).some((caller) => caller.account === undefined);
  if (isLimited || !isOpen) return [];
  const message =
    'anybody who signs up may call it: ALLOW_SIGNUP is true, and its policy names no account';
  const remedy =
    "name one, as in authorize: { account: 'ac_…' }, or keep accounts apart in the handler";
  return [{ level: 'warning', name, message, remedy }];
}

function callersIn(schemes: InspectedFunction['schemes']): readonly AcceptedCredential[] {
  return schemes.flatMap(({ users }) => users ?? []).filter(({ format }) => format === 'directory');
}
