import { isExpired } from '../../lib/tokens/expiry';
import type { AcceptedCredential } from '../../lib/types';
import { count, type Finding } from './finding';
import type { InspectedFunction, InspectedScheme } from './inspect-function';
import type { Project } from './project';

const NO_GUARD = 'wrap its handler in withAuth(…), or in open(…) where that is meant';

/** Every Function that has a URL: who can call it. */
export function checkFunctions({ functions }: Project): readonly Finding[] {
  return functions.map(whoCanCall);
}

function whoCanCall(given: InspectedFunction): Finding {
  const { path: name, access, visibility, schemes, file } = given;
  const accepted = schemes.map(describe).join('; ');
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
  if (access === 'reporting') {
    const message = `everybody may call it: enforce is false; ${accepted}`;
    return { level: 'warning', name, message, remedy: 'leave enforce out once it is tried' };
  }
  if (access === 'open') return { level: 'ok', name, message: 'open on purpose' };
  return { level: 'ok', name, message: `guarded; ${accepted}` };
}

/** Whom a scheme lets in, such as `basic: 3 users (2 scrypt, 1 plain)`. */
function describe(scheme: InspectedScheme): string {
  const { name, problems, users } = scheme;
  if (problems.length > 0) return `${name}: nobody, as its settings are wrong`;
  if (users === null) return name;
  // Of a JWT, the issuer is known, and not whom it is about.
  const issuers = users.filter(({ format }) => format === 'jwt');
  if (issuers.length > 0) {
    const jwts = issuers.map(({ username, source }) => `JWTs of ${username} (${source})`);
    const others = users.filter((user) => !issuers.includes(user));
    const rest = others.length === 0 ? [] : [describe({ ...scheme, users: others })];
    return [...rest, `${name}: ${jwts.join(', ')}`].join('; ');
  }
  if (users.length === 0) return `${name}: users of its own function`;
  const tokens = users.filter(({ format }) => format === 'sha256');
  const others = users.filter(({ format }) => format !== 'sha256');
  const parts = [
    ...(tokens.length === 0 ? [] : [describeTokens(tokens)]),
    ...(others.length === 0 ? [] : [describeUsers(others)]),
  ];
  return `${name}: ${parts.join(' and ')}`;
}

function describeUsers(users: readonly AcceptedCredential[]): string {
  const formats = [...new Set(users.map(({ format }) => format))].map(
    (format) => `${users.filter((user) => user.format === format).length} ${format}`,
  );
  return `${count(namesOf(users), 'user')} (${formats.join(', ')})`;
}

/** Such as `3 tokens of 2 names (1 expired)`. */
function describeTokens(tokens: readonly AcceptedCredential[]): string {
  const expired = tokens.filter(({ expires }) => expires !== undefined && isExpired(expires));
  const some = `${count(tokens.length, 'token')} of ${count(namesOf(tokens), 'name')}`;
  return expired.length === 0 ? some : `${some} (${expired.length} expired)`;
}

function namesOf(users: readonly AcceptedCredential[]): number {
  return new Set(users.map(({ username }) => username)).size;
}
