import { join, relative } from 'node:path';
import { isExpired } from '../../lib/tokens/token-limits';
import type { AcceptedCredential } from '../../lib/types';
import { commandLine } from '../../lib/util/command-line';
import { sourceFileOf } from '../project/project';
import { count, type Finding, listOf } from './finding';
import type { InspectedFunction, InspectedScheme } from './inspect-function';
import type { ProjectState } from './project-state';

const WRAPPED =
  'export the result of withAuth(…) without a wrapper, or use open(…) if this is intended';

const ACCEPTS = 'correct its policy: a scheme, or its function verify, accepts invalid credentials';
const OTHERS: readonly string[] = ['sha256', 'jwt', 'directory', 'verify'];

// For each type of credential: a filter and a description.
const DESCRIPTIONS = [
  [({ format }: AcceptedCredential) => !OTHERS.includes(format), describeUsers],
  [({ format }: AcceptedCredential) => format === 'sha256', describeTokens],
  [({ format }: AcceptedCredential) => format === 'jwt', describeJwts],
  [({ format }: AcceptedCredential) => format === 'directory', describeDirectory],
  [({ format }: AcceptedCredential) => format === 'verify', describeVerify],
] as const;

/** Reports who can call each Function with a URL, by its policy and by its answers. */
export function checkFunctions(state: ProjectState): readonly Finding[] {
  return state.functions.map(
    (given) => notRefused(given) ?? notAnswered(given) ?? whoCanCall(given, state),
  );
}

type Group = readonly AcceptedCredential[];

/** Reports a Function that accepted a call it must refuse. */
function notRefused({ path: name, access, probe }: InspectedFunction): Finding | undefined {
  const { accepted = [] } = probe ?? {};
  // Without enforcement, every call is accepted, which is reported as such.
  if (accepted.length === 0 || access === 'report-only') return undefined;
  const message = `accepted a call that it must refuse, with ${listOf(accepted, 4)}`;
  return { level: 'error', name, message, remedy: ACCEPTS };
}

/** Reports a Function whose calls could not be completed. */
function notAnswered({ path: name, probe }: InspectedFunction): Finding | undefined {
  if (probe?.ending === undefined) return undefined;
  if (probe.ending === 'exit') {
    const message = 'a call with invalid credentials ends the process, and anyone can make one';
    return { level: 'error', name, message, remedy: 'correct its policy: it must answer' };
  }
  const { afterSeconds } = probe.ending;
  const message = `did not answer a call with invalid credentials within ${afterSeconds} seconds, so it may accept them`;
  return { level: 'warning', name, message, remedy: 'its own functions must also answer offline' };
}

function whoCanCall(given: InspectedFunction, state: ProjectState): Finding {
  const { path: name, access, visibility, schemes } = given;
  const file = sourceFileOf(state, given.file);
  const accepted = schemes.map(describeScheme).join('; ');
  if (access === null) {
    const message = `cannot be loaded: ${given.problem}`;
    return { level: 'error', name, message, remedy: `fix ${file}` };
  }
  if (visibility === 'protected') {
    const guard = access === 'guarded' ? `, and ${accepted}` : '';
    const message = `protected by Twilio's signature, which npm start does not check${guard}`;
    return { level: 'warning', name, message, remedy: 'test it deployed' };
  }
  if (access === 'unguarded') {
    const message = 'anyone can call it: it has no guard and is not open(…)';
    return {
      level: 'error',
      name,
      message,
      remedy: state.isRepository ? WRAPPED : guardRemedy(state, file),
    };
  }
  if (access === 'report-only') {
    const { accepted: calls = [] } = given.probe ?? {};
    const also =
      calls.length === 0 ? '' : `; once enforced, still accepted: ${listOf(calls, 4)} of no user`;
    const message = `anyone can call it: enforce is false; ${accepted}${also}`;
    return { level: 'warning', name, message, remedy: 'remove enforce once the policy is tested' };
  }
  if (access === 'optional') {
    const message = `open on purpose to callers without credentials; others: ${accepted}`;
    return { level: 'ok', name, message };
  }
  if (access === 'open') return { level: 'ok', name, message: 'open on purpose' };
  return { level: 'ok', name, message: `guarded; ${accepted}` };
}

function guardRemedy(state: ProjectState, file: string): string {
  const fromHere = relative(process.cwd(), join(state.root, file)).replaceAll('\\', '/');
  const shown = /^[\w./-]+$/.test(fromHere) ? fromHere : `'${fromHere.replaceAll("'", "'\\''")}'`;
  return `${commandLine(`guard ${shown} --yes`)} closes it; if anyone may call it, use open(…)`;
}

/** Describes the credentials that a scheme accepts, such as `basic: 3 users (2 scrypt, 1 plain)`. */
function describeScheme({ name, problems, users }: InspectedScheme): string {
  if (problems.length > 0) return `${name}: no caller, because its settings are invalid`;
  if (users === null) return name;
  if (users.length === 0) return `${name}: callers that it does not list`;
  const parts = DESCRIPTIONS.flatMap(([isOfKind, describe]) => {
    const group = users.filter(isOfKind);
    return group.length === 0 ? [] : [describe(group)];
  });
  return `${name}: ${parts.join(' and ')}`;
}

function describeUsers(users: Group): string {
  const formats = [...new Set(users.map(({ format }) => format))].map(
    (format) => `${users.filter((user) => user.format === format).length} ${format}`,
  );
  return `${count(namesOf(users), 'user')} (${formats.join(', ')})`;
}

/** Returns a description such as `3 tokens of 2 names (1 expired)`. */
function describeTokens(tokens: Group): string {
  const expired = tokens.filter(({ expires }) => expires !== undefined && isExpired(expires));
  const some = `${count(tokens.length, 'token')} of ${count(namesOf(tokens), 'name')}`;
  return expired.length === 0 ? some : `${some} (${expired.length} expired)`;
}

// The issuer of a JWT is known, but not its subject.
function describeJwts(issuers: Group): string {
  return `JWTs ${issuers.map(({ username, source }) => `of ${username} (${source})`).join(', ')}`;
}

// The callers themselves are in the database.
function describeDirectory(found: Group): string {
  const limits = found.flatMap(({ account, status = [] }) => [
    ...(account === undefined ? [] : [`of account ${account}`]),
    ...(`${status}` === 'authenticated' || status.length === 0 ? [] : [`at ${status.join(', ')}`]),
  ]);
  const sources = [...new Set(found.map(({ source }) => source))];
  return `callers of the directory (${[...sources, ...limits].join('; ')})`;
}

function describeVerify(): string {
  return 'users of its own function verify';
}

function namesOf(users: Group): number {
  return new Set(users.map(({ username }) => username)).size;
}
