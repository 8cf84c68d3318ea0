import { isExpired } from '../../lib/tokens/token-limits';
import type { AcceptedCredential } from '../../lib/types';
import { count, type Finding, listOf } from './finding';
import type { InspectedFunction, InspectedScheme } from './inspect-function';
import type { Project } from './project';

const NO_GUARD =
  'export what withAuth(…) returns, with nothing around it; or use open(…) where that is meant';

const ACCEPTS = 'correct its policy: a scheme, or its function verify, accepts what nobody has';

const OTHERS: readonly string[] = ['sha256', 'jwt', 'directory', 'verify'];

// Of each kind of credential: which they are, and what is said of them.
const DESCRIPTIONS = [
  [({ format }: AcceptedCredential) => !OTHERS.includes(format), describeUsers],
  [({ format }: AcceptedCredential) => format === 'sha256', describeTokens],
  [({ format }: AcceptedCredential) => format === 'jwt', describeJwts],
  [({ format }: AcceptedCredential) => format === 'directory', describeDirectory],
  [({ format }: AcceptedCredential) => format === 'verify', describeVerify],
] as const;

/** Every Function that has a URL: who can call it, by its policy and by what it answered. */
export function checkFunctions({ functions }: Project): readonly Finding[] {
  return functions.map((given) => notRefused(given) ?? notAnswered(given) ?? whoCanCall(given));
}

type Group = readonly AcceptedCredential[];

/** A Function that accepted a call which it has to refuse. */
function notRefused({ path: name, access, asked }: InspectedFunction): Finding | undefined {
  const { accepted = [] } = asked ?? {};
  // Where nothing is enforced, everybody gets in, and that is said.
  if (accepted.length === 0 || access === 'report-only') return undefined;
  const message = `accepted a call that it has to refuse, with ${listOf(accepted, 4)}`;
  return { level: 'error', name, message, remedy: ACCEPTS };
}

/** A Function that could not be asked to the end. */
function notAnswered({ path: name, asked }: InspectedFunction): Finding | undefined {
  if (asked?.ending === undefined) return undefined;
  if (asked.ending === 'exit') {
    const message = 'a call with false credentials ends the process, and anybody can make one';
    return { level: 'error', name, message, remedy: 'correct its policy: it must answer' };
  }
  const { afterSeconds } = asked.ending;
  const message = `did not answer a call with false credentials within ${afterSeconds} seconds, so whether it refuses them is not known`;
  return { level: 'warning', name, message, remedy: 'its own functions must answer, also offline' };
}

function whoCanCall(given: InspectedFunction): Finding {
  const { path: name, access, visibility, schemes, file } = given;
  const accepted = schemes.map(describeScheme).join('; ');
  if (access === null) {
    const message = `cannot be loaded: ${given.problem}`;
    return { level: 'error', name, message, remedy: `mend ${file}` };
  }
  if (visibility === 'protected') {
    const guard = access === 'guarded' ? `, and ${accepted}` : '';
    const message = `protected by Twilio's signature, which npm start does not check${guard}`;
    return { level: 'warning', name, message, remedy: 'test it deployed' };
  }
  if (access === 'unguarded') {
    const message = 'everybody may call it, and nothing says that this is meant';
    return { level: 'error', name, message, remedy: NO_GUARD };
  }
  if (access === 'report-only') {
    const { accepted = [] } = given.asked ?? {};
    const also =
      accepted.length === 0 ? '' : `; once enforced, also ${listOf(accepted, 4)} of nobody`;
    const message = `everybody may call it: enforce is false; ${accepted}${also}`;
    return { level: 'warning', name, message, remedy: 'leave enforce out once it is tried' };
  }
  if (access === 'optional') {
    const message = `open on purpose to callers without credentials; others: ${accepted}`;
    return { level: 'ok', name, message };
  }
  if (access === 'open') return { level: 'ok', name, message: 'open on purpose' };
  return { level: 'ok', name, message: `guarded; ${accepted}` };
}

/** Whom a scheme lets in, such as `basic: 3 users (2 scrypt, 1 plain)`. */
function describeScheme({ name, problems, users }: InspectedScheme): string {
  if (problems.length > 0) return `${name}: nobody, as its settings are wrong`;
  if (users === null) return name;
  if (users.length === 0) return `${name}: whom it accepts by itself`;
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

/** Such as `3 tokens of 2 names (1 expired)`. */
function describeTokens(tokens: Group): string {
  const expired = tokens.filter(({ expires }) => expires !== undefined && isExpired(expires));
  const some = `${count(tokens.length, 'token')} of ${count(namesOf(tokens), 'name')}`;
  return expired.length === 0 ? some : `${some} (${expired.length} expired)`;
}

// Of a JWT, the issuer is known, and not whom it is about.
function describeJwts(issuers: Group): string {
  return `JWTs ${issuers.map(({ username, source }) => `of ${username} (${source})`).join(', ')}`;
}

// Who is in there is the database's to say.
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
