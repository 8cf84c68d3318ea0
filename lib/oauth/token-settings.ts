import { type IssueVariables, isSameIssueVariables, readIssueVariables } from '../config';
import { ownNames } from '../jwt/default-issuer';
import type { Misconfiguration } from '../types';
import { memoizeLast } from '../util/memoize-last';
import { type ClientScopes, readScopeLines } from './client-scopes';

/** What the tokens say, apart from whom they are for. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly scopes: ClientScopes;
}

/** Reads the settings from an invocation's context: anew only where one of them has changed. */
export function tokenSettings(): (context: object) => TokenSettings | Misconfiguration {
  return memoizeLast({ read: readIssueVariables, isSame: isSameIssueVariables }, readTokenSettings);
}

function readTokenSettings(variables: IssueVariables): TokenSettings | Misconfiguration {
  const { JWT_ISSUER, JWT_AUDIENCE, OAUTH_SCOPES = '' } = variables;
  const { issuer, audience } = ownNames(variables);
  const { scopes, problems } = readScopeLines(OAUTH_SCOPES, 'OAUTH_SCOPES');
  const all = [
    ...nameProblems('JWT_ISSUER', JWT_ISSUER),
    ...nameProblems('JWT_AUDIENCE', JWT_AUDIENCE),
    ...(issuer === undefined ? ['JWT_ISSUER is not set or empty, and there is no domain'] : []),
    ...problems,
  ];
  if (issuer === undefined || audience === undefined || all.length > 0) return { problems: all };
  return { issuer, audience, scopes };
}

// RFC 7519 section 2, StringOrURI: with a colon in it, it has to be a URI.
function nameProblems(name: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const isText = /^[\x21-\x7e]+$/.test(value);
  if (isText && (!value.includes(':') || URL.canParse(value))) return [];
  return [`${name} is neither a URL nor a name of printable ASCII characters`];
}
