import { readDirectoryVariables } from '../../lib/config';
import type { AcceptedCredential } from '../../lib/types';
import { type Finding, listOf } from './finding';
import type { InspectedFunction } from './inspect-function';
import type { ProjectState } from './project-state';

// The status of a session after the password, if the user or the account also requires MFA.
const PARTIAL_STATUSES = ['mfa_required', 'mfa_enrollment_required'];

/**
 * Reports policies that may accept more callers than intended. The directory's own operations have fixed policies.
 */
export function checkPolicies({ functions, env }: ProjectState): readonly Finding[] {
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
    message: `${scheme.name} accepts every caller that its function verify accepts, which the doctor cannot list`,
    remedy: 'check that the function returns null for every wrong username or password',
  }));
}

function partialLogins({ path: name, schemes }: InspectedFunction): readonly Finding[] {
  const accepted = callersIn(schemes).flatMap((caller) => caller.status ?? []);
  const found = accepted.filter((status) => PARTIAL_STATUSES.includes(status));
  if (found.length === 0) return [];
  const message = `accepts sessions of users who have only given a password: status ${listOf(found)}`;
  const remedy = 'remove these, unless the Function is a step of the login';
  return [{ level: 'warning', name, message, remedy }];
}

function anyCaller({ path: name, probe }: InspectedFunction): readonly Finding[] {
  if (probe?.authorizes?.unprivileged !== true) return [];
  const message = 'authorize accepted a made-up caller without any role, scope or account';
  const remedy =
    'remove authorize if every known caller may call, or check the role, scope or account in it';
  return [{ level: 'warning', name, message, remedy }];
}

function anyAccount({
  path: name,
  schemes,
  account,
  probe,
}: InspectedFunction): readonly Finding[] {
  const isLimited = account !== undefined || probe?.authorizes?.newAdministrator === false;
  const isOpen = callersIn(schemes).some((caller) => caller.account === undefined);
  if (isLimited || !isOpen) return [];
  const message =
    'anyone who signs up can call it: ALLOW_SIGNUP is true, and its policy names no account';
  const remedy =
    "name an account, as in authorize: { account: 'ac_…' }, or separate accounts in the handler";
  return [{ level: 'warning', name, message, remedy }];
}

function callersIn(schemes: InspectedFunction['schemes']): readonly AcceptedCredential[] {
  return schemes.flatMap(({ users }) => users ?? []).filter(({ format }) => format === 'directory');
}
