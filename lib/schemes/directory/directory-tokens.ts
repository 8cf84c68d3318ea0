import type { FoundCredential } from '../../directory/credentials/find-credential';
import type { CredentialType } from '../../directory/database/tables';
import { wrongCredentialType } from '../../http/challenge';
import type { Identity } from '../../identity/identity';
import { INVALID, MALFORMED } from '../../outcomes';
import { readToken, type TokenType, tokenTypeOf } from '../../tokens/token-format';
import { isWithin } from '../../tokens/token-limits';
import { type ReadTokenPart, type TokenPart, unusablePart } from '../../tokens/token-verifier';
import type { Misconfiguration, Outcome, Principal, Refusal } from '../../types';
import { memoizeLast } from '../../util/memoize-last';
import { ACCOUNT_ALONE, accountProblems, isOfAccount } from './account-option';
import { type Directory, directoryCallers, OF_DIRECTORY, orUnavailable } from './load-directory';

/** Which tokens of the directory a scheme takes. */
export interface DirectoryTokens {
  /** The scheme's name. */
  readonly scheme: string;
  readonly type: TokenType;
  /** The one account whose callers are accepted; undefined: any. */
  readonly account: string | undefined;
  /** The scheme's own challenge. */
  readonly challenge: string;
}

// What is said about a kind that whoever presents it can read in it: it gives nothing away.
const BELONGS: Readonly<Record<CredentialType, string>> = {
  authtoken: 'This is an authtoken. Present it as a Bearer token.',
  api_key: "This is an API key. Present it in X-Api-Key, to the directory's own endpoints.",
  ssh_key: 'This is the id of an SSH key. Sign a challenge at /token/ssh for a token.',
};
const SSH_KEY_ID = /^tfs_/;

/** The directory's tokens of one kind. Those of another are told where they belong. */
export function directoryTokens(given: DirectoryTokens): ReadTokenPart {
  return memoizeLast(OF_DIRECTORY, (directory) => tokenPart(given, directory));
}

function tokenPart(given: DirectoryTokens, directory: Directory | Misconfiguration): TokenPart {
  if ('problems' in directory) return unusablePart(directory.problems);
  const { scheme, type, account, challenge } = given;
  return {
    problems: [],
    warnings: [],
    accepts: directoryCallers({ account }),
    check(token, context) {
      const presented = SSH_KEY_ID.test(token) ? 'ssh_key' : tokenTypeOf(token);
      if (presented === undefined) return INVALID;
      if (presented !== type) {
        return { ...KIND_WRONG, challenge: wrongCredentialType(challenge, BELONGS[presented]) };
      }
      const read = readToken(token);
      if (read === undefined) return MALFORMED;
      const id = `${read.prefix}_${read.id}`;
      return orUnavailable(async () => {
        const found = await directory.part().credential({ id, token });
        return worthOf(found, { scheme, account }, context);
      });
    },
  };
}

/** What is wrong with the options `directory` and `account`. */
export function directoryProblems(given: {
  readonly directory?: unknown;
  readonly account?: unknown;
}): readonly string[] {
  const { directory } = given;
  const isRight = directory === undefined || typeof directory === 'boolean';
  return [
    ...(isRight ? [] : ['directory is neither true nor false']),
    ...accountProblems(given),
    ...('account' in given && directory !== true ? [ACCOUNT_ALONE] : []),
  ];
}

/** A credential of the directory where another kind belongs. */
export const KIND_WRONG: Refusal = Object.freeze({
  status: 'refused',
  code: 'CREDENTIAL_TYPE_MISMATCH',
});

/** Whom a scheme takes, of all who have a credential of the directory. */
interface Takes {
  /** The scheme's name. */
  readonly scheme: string;
  readonly account: string | undefined;
}

/** What a credential of the directory is worth for a scheme, on the path that was called. */
export function worthOf(
  found: FoundCredential,
  { scheme, account }: Takes,
  context: object,
): Outcome {
  if (found === null) return INVALID;
  if (found === 'expired') return { status: 'refused', code: 'CREDENTIALS_EXPIRED' };
  const { identity, paths } = found;
  if (!isOfAccount(identity, account)) return INVALID;
  const { PATH } = context as { readonly PATH?: unknown };
  if (paths === undefined || isWithin(paths, PATH)) {
    return { status: 'accepted', principal: directoryPrincipal(scheme, identity) };
  }
  const { name: username } = identity;
  return { status: 'refused', code: 'SCOPE_INSUFFICIENT', username, httpStatus: 403 };
}

/** The principal of a caller whom the directory knows. */
export function directoryPrincipal(scheme: string, identity: Identity): Principal {
  const { name, credentialId } = identity;
  return Object.freeze({
    scheme,
    username: name,
    ...(credentialId === undefined ? {} : { credentialId }),
    directory: identity,
  });
}
