import { isWithin } from '../../tokens/path-limit';
import { readExpiry } from '../../tokens/token-limits';
import type { Outcome, Principal } from '../../types';
import type { StoredToken } from './stored-token';

/** What a known token is worth: always the same, or what a look at the request says. */
export type TokenWorth = Outcome | ((context: object) => Outcome);

/** Prepares everything that a known token can come to, so that a check has little left to do. */
export function worthOf(scheme: string, { username, limits }: StoredToken): TokenWorth {
  const { credentialId, expires, paths, scopes } = limits;
  const principal: Principal = Object.freeze({
    scheme,
    username,
    ...(credentialId === undefined ? {} : { credentialId }),
    ...(scopes === undefined ? {} : { scopes }),
  });
  const accepted: Outcome = Object.freeze({ status: 'accepted', principal });
  if (expires === undefined && paths === undefined) return accepted;

  const over: Outcome = Object.freeze({ status: 'refused', code: 'CREDENTIALS_EXPIRED', username });
  const elsewhere: Outcome = Object.freeze({
    status: 'refused',
    code: 'SCOPE_INSUFFICIENT',
    username,
    httpStatus: 403,
  });
  const end = expires === undefined ? Number.POSITIVE_INFINITY : (readExpiry(expires) ?? 0);
  return (context) => {
    if (Date.now() >= end) return over;
    const { PATH } = context as { readonly PATH?: unknown };
    return paths === undefined || isWithin(paths, PATH) ? accepted : elsewhere;
  };
}
