import { isExpired } from '../../lib/tokens/token-limits';
import type { AcceptedCredential } from '../../lib/types';
import { count } from './finding';
import type { InspectedScheme } from './inspect-function';

type Group = readonly AcceptedCredential[];

const OTHERS: readonly string[] = ['sha256', 'jwt', 'directory', 'verify'];

// Of each kind of credential: which they are, and what is said of them.
const DESCRIPTIONS = [
  [({ format }: AcceptedCredential) => !OTHERS.includes(format), describeUsers],
  [({ format }: AcceptedCredential) => format === 'sha256', describeTokens],
  [({ format }: AcceptedCredential) => format === 'jwt', describeJwts],
  [({ format }: AcceptedCredential) => format === 'directory', describeDirectory],
  [({ format }: AcceptedCredential) => format === 'verify', describeVerify],
] as const;

/** Whom a scheme lets in, such as `basic: 3 users (2 scrypt, 1 plain)`. */
export function describeScheme({ name, problems, users }: InspectedScheme): string {
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
